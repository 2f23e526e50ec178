/**
 * The outbox: {@link dev.tracks.usecase.outbox.OutboxPublisher} enqueues messages and steps, creates schedules, closes
 * invitations that lost their purpose, publishes domain events, and then clears the {@code pending} marker. It may use
 * the domain and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.outbox;
