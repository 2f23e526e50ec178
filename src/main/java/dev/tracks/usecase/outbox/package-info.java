/**
 * The outbox: {@link dev.tracks.usecase.outbox.OutboxPublisher} closes invitations that have lost their
 * purpose, enqueues messages and steps, creates schedules, publishes domain events, and then clears the {@code pending}
 * marker; {@link dev.tracks.usecase.outbox.StreamPublisher} publishes runs and closed invitations, which have no marker,
 * from the stream's records. It may use the domain and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.outbox;
