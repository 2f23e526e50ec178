package dev.tracks.bench.growth;

/**
 * The channel of messages.
 *
 * @param perSecond messages that it accepts
 * @param waitSeconds how long a message waits that it does not accept
 * @param millis of sending one message
 */
public record ChannelLimit(double perSecond, int waitSeconds, double millis) {
    /** Messages are log lines. */
    public static final ChannelLimit LOG = new ChannelLimit(Double.POSITIVE_INFINITY, 0, 0);

    /** The budget that the program takes of a Slack workspace: 240 messages a minute (SlackRateLimiter). */
    public static final ChannelLimit SLACK = new ChannelLimit(4, 10, 250);

    /** SES with the sending rate of an account (SesChannel). */
    public static ChannelLimit ses(int perSecond) {
        return new ChannelLimit(perSecond, 5, 100);
    }
}
