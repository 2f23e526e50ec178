/**
 * What a message is, before it is rendered or sent: template, placeholders, reference and delivery hours. It may use
 * {@link dev.tracks.domain.record}.
 */
package dev.tracks.domain.message;
