package dev.tracks.usecase.feedback;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Records feedback about a sent mail: its message becomes undeliverable, and after a permanent bounce or a complaint no
 * further mail is sent to the address.
 *
 * <p>Reports may be repeated and may arrive in any order. A report about an earlier mail of a message that was sent again
 * concerns the address, not the message. The same holds for a mail whose process ended before it recorded the delivery,
 * because the message is then sent again.
 */
@Singleton
public final class RecordFeedback {
    /** The result of a report. */
    public enum Result {
        /** The message is now undeliverable. */
        RECORDED,
        /** The message was undeliverable before. */
        REPEATED,
        /** The message was sent again since, or its person was erased. */
        EARLIER_MAIL,
        /** There is no such message. */
        UNKNOWN_MESSAGE,
        /** Nothing is recorded about such a report. */
        NOTED
    }

    private final FeedbackRecords records;
    private final OptimisticRetry retry;
    private final InstantSource systemClock;

    /** @param systemClock measures claims, as in {@link DeliverMessage} */
    public RecordFeedback(FeedbackRecords records, OptimisticRetry retry, @SystemClock InstantSource systemClock) {
        this.records = records;
        this.retry = retry;
        this.systemClock = systemClock;
    }

    /**
     * Records the report.
     *
     * @throws NotRecordedYetException if the message is being sent, so that the delivery may not be recorded yet. Repeat
     *     the report later, at least once after {@link DeliverMessage#CLAIM_TIMEOUT}
     */
    public Result record(MailFeedback feedback) {
        if (!feedback.kind().isFailure()) {
            return Result.NOTED;
        }
        MessageRef message = feedback.message();
        // First: even if the message's record is never found, the address receives no further mail.
        if (feedback.kind().addressError().isPresent()) {
            retry.execute(
                    message.id(),
                    () -> Optional.of(records.suppressAddress(feedback))
                            .filter(written -> written == WriteResult.WRITTEN));
        }
        return retry.execute(message.id(), () -> tryRecord(feedback));
    }

    /** Empty if the record was updated concurrently. */
    private Optional<Result> tryRecord(MailFeedback feedback) {
        Optional<SentMail> found = records.find(feedback.message());
        if (found.isEmpty()) {
            return Optional.of(Result.UNKNOWN_MESSAGE);
        }
        SentMail mail = found.get();
        if (mail.claimedAt().filter(this::isSending).isPresent()) {
            throw new NotRecordedYetException(feedback.message());
        }
        if (!mail.channelId().equals(Optional.of(feedback.channelId()))) {
            return Optional.of(Result.EARLIER_MAIL);
        }
        if (mail.failed()) {
            return Optional.of(Result.REPEATED);
        }
        return records.recordFailure(feedback) == WriteResult.WRITTEN ? Optional.of(Result.RECORDED) : Optional.empty();
    }

    /** After the time-out, the process that claimed the message is assumed to be dead. */
    private boolean isSending(Instant claimedAt) {
        return !claimedAt.plus(DeliverMessage.CLAIM_TIMEOUT).isBefore(systemClock.instant());
    }
}
