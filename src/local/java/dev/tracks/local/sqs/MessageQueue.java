package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.UUID;
import org.h2.mvstore.MVMap;

/**
 * A standard SQS queue, at least once. A received message is invisible for a time and is redelivered unless it is
 * deleted; after a maximum number of receives it moves to the dead-letter queue. Messages are on disk before {@code
 * send} returns. Which ones are in flight is only in memory, so after a restart all messages are available.
 */
public final class MessageQueue {
    /** The destination of messages that were received too often. */
    record Redrive(MessageQueue target, int maxReceives) {}

    /** How many messages are available, delayed by their sender, or in flight. */
    public record Counts(int visible, int delayed, int inFlight) {}

    /**
     * @param handle identifies this one receive; the next receive of the message makes it stale
     * @param until when it becomes visible again, unless its visibility is changed
     */
    public record Received(Message message, String handle, Instant until) {}

    private record Hidden(long number, Instant until) {}

    private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);

    private final String name;
    private final Duration visibility;
    private final DiskStore disk;
    private final MVMap<Long, String> stored;
    private final InstantSource clock;
    private final Optional<Redrive> redrive;
    private final Map<Long, Message> messages = new HashMap<>();
    private final TreeSet<Long> visible = new TreeSet<>();
    private final Map<Long, Hidden> hidden = new HashMap<>();
    private final Map<Long, String> handles = new HashMap<>();
    private final PriorityQueue<Hidden> returns = new PriorityQueue<>(Comparator.comparing(Hidden::until));
    private long last;
    private boolean closed;

    /** A queue with the default visibility time-out of SQS. */
    public MessageQueue(String name, DiskStore disk, InstantSource clock, Optional<Redrive> redrive) {
        this(name, DEFAULT_VISIBILITY, disk, clock, redrive);
    }

    MessageQueue(String name, Duration visibility, DiskStore disk, InstantSource clock, Optional<Redrive> redrive) {
        this.name = name;
        this.visibility = visibility;
        this.disk = disk;
        this.stored = disk.list("queue-" + name);
        this.clock = clock;
        this.redrive = redrive;
        stored.forEach((number, json) -> add(Message.of(number, json)));
        last = stored.isEmpty() ? 0 : stored.lastKey();
    }

    public String name() {
        return name;
    }

    /** How long a received message stays invisible if its receiver sets no time. */
    public Duration visibility() {
        return visibility;
    }

    Optional<Redrive> redrive() {
        return redrive;
    }

    /**
     * Adds a message; the caller commits, so that a batch is one write.
     *
     * @return the message's id
     */
    public synchronized String put(String body, JsonNode attributes, Duration delay) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        keep(new Message(++last, id, body, attributes, now, now.plus(delay), 0, null));
        return id;
    }

    /** Adds a message; it is on disk when this returns. */
    public String send(String body) {
        String id = put(body, Json.object(), Duration.ZERO);
        disk.commit();
        return id;
    }

    private void keep(Message message) {
        stored.put(message.number(), message.json());
        add(message);
        notifyAll();
    }

    private void add(Message message) {
        messages.put(message.number(), message);
        if (message.notBefore().isAfter(clock.instant())) {
            hide(new Hidden(message.number(), message.notBefore()));
        } else {
            visible.add(message.number());
        }
    }

    private void hide(Hidden entry) {
        hidden.put(entry.number(), entry);
        returns.add(entry);
    }

    /**
     * Receives up to {@code max} messages, the oldest first.
     *
     * @param visibility how long they stay invisible
     * @param wait how long to wait for the first one
     * @return empty if there is none in that time, or the queue is closed
     */
    public synchronized List<Received> receive(int max, Duration visibility, Duration wait)
            throws InterruptedException {
        Instant end = clock.instant().plus(wait);
        while (true) {
            Instant now = clock.instant();
            List<Received> taken = take(max, visibility, now);
            if (!taken.isEmpty() || closed || !now.isBefore(end)) {
                return taken;
            }
            Instant wake = returns.isEmpty() || returns.peek().until().isAfter(end)
                    ? end
                    : returns.peek().until();
            wait(Math.max(1, Duration.between(now, wake).toMillis()));
        }
    }

    private List<Received> take(int max, Duration visibility, Instant now) {
        comeBack(now);
        List<Received> taken = new ArrayList<>();
        while (taken.size() < max && !visible.isEmpty()) {
            long number = visible.pollFirst();
            Message message = messages.get(number);
            if (redrive.isPresent() && message.receives() >= redrive.get().maxReceives()) {
                redrive.get().target().accept(message);
                remove(number);
                disk.commit();
                continue;
            }
            Message received = message.received(now);
            messages.put(number, received);
            stored.put(number, received.json());
            String handle = number + "-" + UUID.randomUUID();
            handles.put(number, handle);
            Instant until = now.plus(visibility);
            hide(new Hidden(number, until));
            taken.add(new Received(received, handle, until));
        }
        return taken;
    }

    private void comeBack(Instant now) {
        while (!returns.isEmpty() && !returns.peek().until().isAfter(now)) {
            Hidden entry = returns.poll();
            // Not if it was deleted, or its visibility was changed.
            if (hidden.remove(entry.number(), entry)) {
                visible.add(entry.number());
            }
        }
    }

    private synchronized void accept(Message message) {
        keep(message.movedTo(++last));
    }

    /**
     * Moves all available messages to another queue, in which they are new; the caller commits. If this process is
     * killed meanwhile, a message can be in both.
     *
     * @return how many were moved
     */
    int moveTo(MessageQueue target) {
        List<Message> available = available();
        for (Message message : available) {
            target.put(message.body(), message.attributes(), Duration.ZERO);
            removeAvailable(message.number());
        }
        return available.size();
    }

    private synchronized List<Message> available() {
        comeBack(clock.instant());
        return visible.stream().map(messages::get).toList();
    }

    private synchronized void removeAvailable(long number) {
        if (visible.contains(number)) {
            remove(number);
        }
    }

    private void remove(long number) {
        messages.remove(number);
        stored.remove(number);
        visible.remove(number);
        hidden.remove(number);
        handles.remove(number);
    }

    /**
     * Deletes the message that was received with the handle; the caller commits.
     *
     * @return false if the handle does not belong to this queue; a stale one is valid and deletes nothing
     */
    public synchronized boolean delete(String handle) {
        Optional<Long> number = number(handle);
        number.filter(n -> handle.equals(handles.get(n))).ifPresent(this::remove);
        return number.isPresent();
    }

    /** Makes a received message visible again after a delay. False if it is not in flight with this handle. */
    public synchronized boolean changeVisibility(String handle, Duration visibility) {
        Optional<Long> number = number(handle).filter(n -> handle.equals(handles.get(n)) && hidden.containsKey(n));
        number.ifPresent(n -> {
            hide(new Hidden(n, clock.instant().plus(visibility)));
            notifyAll();
        });
        return number.isPresent();
    }

    /** Makes a message visible again after a delay, unless its receiver has set one. */
    public synchronized void release(Received received, Duration after) {
        boolean asReceived = Optional.ofNullable(hidden.get(received.message().number()))
                .filter(entry -> entry.until().equals(received.until()))
                .isPresent();
        if (asReceived) {
            changeVisibility(received.handle(), after);
        }
    }

    private static Optional<Long> number(String handle) {
        return handle.matches("\\d{1,18}-[0-9a-f-]{36}")
                ? Optional.of(Long.parseLong(handle.substring(0, handle.indexOf('-'))))
                : Optional.empty();
    }

    public synchronized void purge() {
        List.copyOf(messages.keySet()).forEach(this::remove);
        disk.commit();
    }

    public synchronized Counts counts() {
        comeBack(clock.instant());
        int delayed = (int) hidden.keySet().stream()
                .filter(number -> !handles.containsKey(number))
                .count();
        return new Counts(visible.size(), delayed, hidden.size() - delayed);
    }

    /** Ends all waiting receives with an empty result. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
