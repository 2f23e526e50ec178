package dev.tracks.local;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The queues of the template, each with its dead-letter queue. */
final class Queues implements AutoCloseable {
    static final String REACHED = "tracks-reached";
    static final String MESSAGES = "tracks-messages";
    static final String STREAM_DLQ = "tracks-stream-dlq";
    /** As in the template: with the first receive, five tries. */
    static final int MAX_RECEIVES = 5;

    private final Disk disk;
    private final InstantSource clock;
    private final Map<String, MessageQueue> queues = new LinkedHashMap<>();

    Queues(Disk disk, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
        open(REACHED, Optional.of(open(REACHED + "-dlq", Optional.empty())));
        open(MESSAGES, Optional.of(open(MESSAGES + "-dlq", Optional.empty())));
        open(STREAM_DLQ, Optional.empty());
    }

    private MessageQueue open(String name, Optional<MessageQueue> deadLetters) {
        MessageQueue queue = new MessageQueue(
                name, disk, clock, deadLetters.map(target -> new MessageQueue.Redrive(target, MAX_RECEIVES)));
        queues.put(name, queue);
        return queue;
    }

    Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    MessageQueue get(String name) {
        return find(name).orElseThrow();
    }

    Collection<MessageQueue> all() {
        return queues.values();
    }

    @Override
    public void close() {
        queues.values().forEach(MessageQueue::close);
    }
}
