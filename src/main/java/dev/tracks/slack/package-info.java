/**
 * Slack's protocol: blocks and texts that keep markup and mentions out, signed requests, and what a click does. It may
 * use the domain and the use cases.
 */
package dev.tracks.slack;
