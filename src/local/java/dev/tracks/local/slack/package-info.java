/**
 * Slack: the Web API's checks, messages, and pages with buttons that click. It may use {@link
 * dev.tracks.local.gateway}, which the clicks go to, and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.slack;
