package dev.tracks.local.sqs;

import dev.tracks.local.support.DiskStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The queues of the template, each with its dead-letter queue. */
public final class Queues implements AutoCloseable {
    public static final String REACHED = "tracks-reached";
    public static final String MESSAGES = "tracks-messages";
    /** Its dead-letter queue is that of the messages queue. */
    public static final String CLICKS = "tracks-clicks";

    public static final String JOBS = "tracks-jobs";

    public static final String STREAM_DLQ = "tracks-stream-dlq";
    public static final String STEP_DLQ = "tracks-step-dlq";
    public static final String SCHEDULE_DLQ = "tracks-schedule-dlq";
    public static final String FEEDBACK_DLQ = "tracks-feedback-dlq";
    /** As in the template: how often a message is received before it moves to the dead-letter queue. */
    static final int REACHED_RECEIVES = 5;

    static final int MESSAGES_RECEIVES = 8;
    static final int CLICKS_RECEIVES = 8;
    static final int JOBS_RECEIVES = 5;
    /** As in the template: six times the time-out of the function that consumes the queue. */
    static final Duration REACHED_VISIBILITY = Duration.ofSeconds(360);

    static final Duration MESSAGES_VISIBILITY = Duration.ofSeconds(180);

    static final Duration CLICKS_VISIBILITY = Duration.ofSeconds(180);

    static final Duration JOBS_VISIBILITY = Duration.ofSeconds(180);

    private final DiskStore disk;
    private final InstantSource clock;
    private final Map<String, MessageQueue> queues = new LinkedHashMap<>();

    public Queues(DiskStore disk, InstantSource clock) {
        this.disk = disk;
        this.clock = clock;
        open(REACHED, REACHED_VISIBILITY, REACHED_RECEIVES, open(REACHED + "-dlq"));
        MessageQueue messagesDeadLetters = open(MESSAGES + "-dlq");
        open(MESSAGES, MESSAGES_VISIBILITY, MESSAGES_RECEIVES, messagesDeadLetters);
        open(CLICKS, CLICKS_VISIBILITY, CLICKS_RECEIVES, messagesDeadLetters);
        open(JOBS, JOBS_VISIBILITY, JOBS_RECEIVES, open(JOBS + "-dlq"));
        open(STREAM_DLQ);
        open(STEP_DLQ);
        open(SCHEDULE_DLQ);
        open(FEEDBACK_DLQ);
    }

    private void open(String name, Duration visibility, int maxReceives, MessageQueue deadLetters) {
        MessageQueue.Redrive redrive = new MessageQueue.Redrive(deadLetters, maxReceives);
        add(new MessageQueue(name, visibility, disk, clock, Optional.of(redrive)));
    }

    private MessageQueue open(String name) {
        return add(new MessageQueue(name, disk, clock, Optional.empty()));
    }

    private MessageQueue add(MessageQueue queue) {
        queues.put(queue.name(), queue);
        return queue;
    }

    public Optional<MessageQueue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    public MessageQueue get(String name) {
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
