package dev.tracks.histories;

/** The kinds of faults in a history. */
enum Fault {
    /** The process dies before it sends the call. */
    CRASH_BEFORE("crash before a call"),
    /** The call took effect; the process dies before it gets the answer. */
    CRASH_AFTER("crash after the effect, before the answer"),
    TIME_OUT_BEFORE("time-out without effect"),
    TIME_OUT_AFTER("time-out after the effect"),
    THROTTLE("throttle"),
    SLOW("call that takes 30 seconds"),
    /** Another transaction holds one of the items. */
    CONFLICT("transaction conflict"),
    /** The answer is lost in transit, and the AWS client retries a plain request by itself. */
    CLIENT_RETRY("answer lost, request repeated by the client"),
    /** Another handler runs between two calls of this one. */
    INTERRUPTION("another handler runs between two calls"),
    /** The function's time limit ends it. */
    TIME_LIMIT("function ended by its time limit"),
    RESTART("process restarted"),
    STALE_CONFIGURATION("stale configuration in the cache"),
    STALE_INDEX("stale index"),
    DUPLICATE("queue message delivered twice"),
    DEAD_LETTER("queue message moved to the dead-letter queue (and redriven later)"),
    LOST_SCHEDULE("schedule lost"),
    STALE_BATCH("stream batch redelivered late"),
    LEFT_TO_SWEEP("stream record that failed for 15 minutes, left to the sweep"),
    BUS_DOWN("event bus goes down for a time"),
    CHANNEL_LATER("channel asks to wait"),
    CHANNEL_REFUSES("channel refuses a message permanently"),
    CHANNEL_DOWN("channel goes down for a time"),
    /** After the channel has accepted a message, it reports a bounce, a complaint or a rejection. */
    CHANNEL_REPORTS("channel reports a failure of a message that it has accepted");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** The fault in words, for reports. */
    String words() {
        return words;
    }
}
