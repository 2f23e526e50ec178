package dev.tracks.bench.growth;

import java.util.List;
import java.util.Map;

/**
 * The result of a scenario. All times are seconds after the first start.
 *
 * @param throttled attempts by what throttled them, the first one first
 * @param peaks the largest backlogs
 * @param lastEnrolled when the last enrollment was written
 * @param halfSent when half of the people had their message
 * @param lastSent when the last message was accepted by the channel
 * @param ended where people are at the end
 * @param timeline the state every minute
 */
public record Outcome(
        Scenario scenario,
        Map<String, Long> throttled,
        Backlogs peaks,
        double lastEnrolled,
        double halfSent,
        double lastSent,
        Ended ended,
        List<Minute> timeline) {
    /**
     * Records that wait.
     *
     * @param reached events of steps reached
     * @param stream records of the stream, and items that {@code sweep} has to publish
     * @param messages messages, also those that are held
     */
    public record Backlogs(int reached, int stream, int messages) {
        Backlogs most(Backlogs other) {
            return new Backlogs(
                    Math.max(reached, other.reached),
                    Math.max(stream, other.stream),
                    Math.max(messages, other.messages));
        }

        int sum() {
            return reached + stream + messages;
        }
    }

    /**
     * Where people are.
     *
     * @param deadReached events in a dead-letter queue
     * @param deadMessages messages in a dead-letter queue
     * @param waiting in any backlog
     */
    public record Ended(int sent, int deadReached, int deadMessages, int waiting) {}

    /**
     * The state at the end of a minute.
     *
     * @param partitions of the table
     */
    public record Minute(int minute, int enrolled, int sent, Backlogs backlogs, int partitions, long throttled) {}

    /** Throttled attempts. */
    public long throttledAttempts() {
        return throttled.values().stream().mapToLong(count -> count).sum();
    }
}
