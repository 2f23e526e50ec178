/**
 * Renders the messages of a step, signs join links, and delivers each message once through the person's channel. It
 * may use the domain and {@link dev.tracks.usecase.outbox}, whose queues hold the messages.
 */
package dev.tracks.usecase.message;
