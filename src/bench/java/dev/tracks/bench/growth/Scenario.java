package dev.tracks.bench.growth;

/**
 * People who reach a step, and the table, limits and channel that they meet.
 *
 * @param starts people who reach the step
 * @param seconds in which they reach it, evenly
 * @param source where their events come from
 * @param tracks the tracks into which they are enrolled
 */
public record Scenario(
        String name, int starts, int seconds, Source source, int tracks, Setup setup, ChannelLimit channel) {
    /** Where step-reached events come from. */
    public enum Source {
        /** The reached queue, which {@code batch} consumes. */
        QUEUE,
        /** Asynchronous invocations of {@code step}: direct, by EventBridge or by Scheduler. */
        INVOCATION
    }
}
