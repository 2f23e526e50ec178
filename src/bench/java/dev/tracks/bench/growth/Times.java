package dev.tracks.bench.growth;

import dev.tracks.bench.growth.input.Footprint;

/**
 * How long a record takes: its requests, one after the other, and one millisecond of the processor. These are assumptions
 * for AWS, not measurements; the page says so. A scenario can make all of them slower.
 */
final class Times {
    static final double PROCESSOR = 1;
    static final double TRANSACTION = 10;
    /** Any other request to the table. */
    static final double REQUEST = 5;
    /** To SQS and EventBridge. */
    static final double PUBLISH = 10;

    private Times() {}

    static double millis(Footprint footprint) {
        return PROCESSOR
                + footprint.requests().entrySet().stream()
                        .mapToDouble(request -> request.getValue() * millis(request.getKey()))
                        .sum();
    }

    private static double millis(String operation) {
        return switch (operation) {
            case "TransactWriteItems" -> TRANSACTION;
            case "SendMessage", "SendMessageBatch", "PutEvents" -> PUBLISH;
            default -> REQUEST;
        };
    }
}
