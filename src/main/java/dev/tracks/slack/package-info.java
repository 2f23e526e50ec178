/**
 * Slack's protocol: blocks and escaped texts, signed requests, and clicks on buttons. The package may use the domain
 * and the use cases.
 */
package dev.tracks.slack;
