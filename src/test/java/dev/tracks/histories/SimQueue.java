package dev.tracks.histories;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A standard queue: at least once, in no order; a message that failed too often is put aside as a dead letter. */
final class SimQueue<T> {
    private static final int DOUBLED_PER_MILLE = 60;

    private static final class Message<T> {
        private final T body;
        private int receives;
        private long visibleAt;

        private Message(T body) {
            this.body = body;
        }
    }

    private final String name;
    private final Duration visibility;
    private final int maxReceives;
    private final Predicate<T> handler;
    private final World world;
    private final List<Message<T>> messages = new ArrayList<>();
    private final List<T> dead = new ArrayList<>();

    /** @param handler whether it has dealt with the message */
    SimQueue(String name, Duration visibility, int maxReceives, Predicate<T> handler, World world) {
        this.name = name;
        this.visibility = visibility;
        this.maxReceives = maxReceives;
        this.handler = handler;
        this.world = world;
    }

    void send(T body) {
        send(body, Duration.ZERO);
    }

    /** @param delay how long it stays out of sight */
    void send(T body, Duration delay) {
        Message<T> message = new Message<>(body);
        message.visibleAt = world.millis() + delay.toMillis();
        messages.add(message);
    }

    /** Delivers any visible message; whether there was one. */
    boolean deliverOne() {
        List<Message<T>> visible = messages.stream()
                .filter(message -> message.visibleAt <= world.millis())
                .toList();
        if (visible.isEmpty()) {
            return false;
        }
        Message<T> message = world.dice().one(visible);
        message.receives++;
        message.visibleAt = world.millis() + visibility.toMillis();
        if (!world.calm() && world.mishap(DOUBLED_PER_MILLE, Fault.DUPLICATE)) {
            send(message.body);
        }
        world.log().line(() -> name + " delivers " + message.body + " (" + message.receives + ")");
        if (handler.test(message.body)) {
            messages.remove(message);
        } else if (message.receives >= maxReceives) {
            messages.remove(message);
            dead.add(message.body);
            world.oracle().gaveUp(name, message.body);
        }
        return true;
    }

    /** What an operator does once the cause is mended. */
    void redrive() {
        dead.forEach(this::send);
        dead.clear();
    }

    boolean isEmpty() {
        return messages.isEmpty() && dead.isEmpty();
    }
}
