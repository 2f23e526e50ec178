package dev.tracks.histories;

import dev.tracks.usecase.outbox.ReceivedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** A standard queue: at least once, in no order; a message that failed too often becomes a dead letter. */
final class SimQueue<T> {
    private static final int DOUBLED_PER_MILLE = 60;

    private static final class Message<T> {
        private final String handle;
        private final T body;
        private int receives;
        private long visibleAt;

        private Message(String handle, T body) {
            this.handle = handle;
            this.body = body;
        }
    }

    private final String name;
    private final Duration visibility;
    private final int maxReceives;
    private final BiPredicate<T, ReceivedRecord> handler;
    private final Simulation simulation;
    private final List<Message<T>> messages = new ArrayList<>();
    private final List<T> dead = new ArrayList<>();
    private int sent;

    /** @param handler returns whether it has processed the message */
    SimQueue(
            String name,
            Duration visibility,
            int maxReceives,
            BiPredicate<T, ReceivedRecord> handler,
            Simulation simulation) {
        this.name = name;
        this.visibility = visibility;
        this.maxReceives = maxReceives;
        this.handler = handler;
        this.simulation = simulation;
    }

    void send(T body) {
        send(body, Duration.ZERO);
    }

    /** @param delay how long the message stays invisible */
    void send(T body, Duration delay) {
        Message<T> message = new Message<>(Integer.toString(++sent), body);
        message.visibleAt = simulation.millis() + delay.toMillis();
        messages.add(message);
    }

    /** Delivers any visible message; returns whether there was one. */
    boolean deliverOne() {
        List<Message<T>> visible = messages.stream()
                .filter(message -> message.visibleAt <= simulation.millis())
                .toList();
        if (visible.isEmpty()) {
            return false;
        }
        Message<T> message = simulation.random().one(visible);
        message.receives++;
        message.visibleAt = simulation.millis() + visibility.toMillis();
        if (!simulation.calm() && simulation.fault(DOUBLED_PER_MILLE, Fault.DUPLICATE)) {
            send(message.body);
        }
        simulation.log().line(() -> name + " delivers " + message.body + " (" + message.receives + ")");
        if (handler.test(message.body, new ReceivedRecord(message.handle, message.receives))) {
            messages.remove(message);
        } else if (message.receives >= maxReceives) {
            messages.remove(message);
            dead.add(message.body);
            simulation.oracle().gaveUp(name, message.body);
        }
        return true;
    }

    /** Makes a record visible again after that time, if it still exists. */
    void extendVisibility(ReceivedRecord record, Duration after) {
        messages.stream()
                .filter(message -> message.handle.equals(record.handle()))
                .forEach(message -> message.visibleAt = simulation.millis() + after.toMillis());
    }

    /** What an operator does once the cause is fixed. */
    void redrive() {
        dead.forEach(this::send);
        dead.clear();
    }

    boolean isEmpty() {
        return messages.isEmpty() && dead.isEmpty();
    }
}
