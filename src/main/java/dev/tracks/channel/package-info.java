/**
 * The channels that deliver messages to people: Slack, SES, the local inbox and the log. Each implements
 * {@link dev.tracks.usecase.message.Channel}. The package may use the domain, the use cases' ports and
 * {@link dev.tracks.slack}, which speaks Slack's protocol.
 */
package dev.tracks.channel;
