/**
 * Publishes what was written: {@link dev.tracks.usecase.outbox.OutboxPublisher} sends messages and steps to the queues,
 * delays to the scheduler and domain events to the bus, and then clears the {@code pending} marker. It may use the
 * domain and {@link dev.tracks.usecase.configure}.
 */
package dev.tracks.usecase.outbox;
