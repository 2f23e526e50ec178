/**
 * Slack: the Web API's checks, messages, and pages with working buttons. It may use {@link
 * dev.tracks.local.gateway}, which receives the clicks, and {@link dev.tracks.local.support}.
 */
package dev.tracks.local.slack;
