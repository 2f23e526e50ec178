package dev.tracks.usecase.feedback;

import dev.tracks.domain.message.MessageRef;

/** The report has arrived before the mail's delivery was recorded. Try again later. */
public final class NotRecordedYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRecordedYetException(MessageRef message) {
        super("the delivery of " + message.id() + " is not recorded yet");
    }
}
