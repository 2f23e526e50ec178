/**
 * API Gateway: HTTP requests to events of payload format 2.0, and responses back. It may use {@link
 * dev.tracks.local.lambda}, {@link dev.tracks.local.events} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.gateway;
