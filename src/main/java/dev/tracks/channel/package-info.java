/**
 * The channels that messages reach people by, each behind {@link dev.tracks.usecase.message.Channel}: Slack, SES, the
 * local inbox and the log. It may use the domain, the use cases' ports and {@link dev.tracks.slack}, which speaks
 * Slack's protocol.
 */
package dev.tracks.channel;
