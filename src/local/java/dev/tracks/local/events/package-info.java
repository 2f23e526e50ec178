/**
 * EventBridge: stores the published events and forwards those that match the template's rule. It may use {@link
 * dev.tracks.local.aws} and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.events;
