/**
 * Slack: messages to people there, and their clicks from there.
 *
 * <p>All that people wrote goes into {@code plain_text}: Slack formats nothing in it, and finds no mention or link, so
 * that neither a name nor a message becomes markup. Slack knows no idempotency key: whoever sends has claimed the
 * message before, and an exception means that nobody knows whether it arrived.
 */
package dev.tracks.slack;
