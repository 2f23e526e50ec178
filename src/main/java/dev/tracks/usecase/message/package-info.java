/**
 * Renders a step's messages, signs their join links and delivers them once to the person's channel. It may use the
 * domain and {@link dev.tracks.usecase.outbox}, whose queues hold the messages.
 */
package dev.tracks.usecase.message;
