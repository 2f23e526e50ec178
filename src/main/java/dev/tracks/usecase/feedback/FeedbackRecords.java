package dev.tracks.usecase.feedback;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.WriteResult;
import java.util.Optional;

/** Where feedback is recorded. */
public interface FeedbackRecords {
    /** The message's delivery record, read consistently. Empty if there is no such message. */
    Optional<SentMail> find(MessageRef message);

    /**
     * Records that the message is undeliverable, unless its latest mail is another one or it is recorded already: then
     * {@link WriteResult#CONDITION_FAILED}.
     */
    WriteResult recordFailure(MailFeedback feedback);

    /**
     * Records that no further mail is sent to the address, as long as it is the person's address. Nothing is written, and
     * the result is {@link WriteResult#WRITTEN}, if it is not: the address was changed, or the person was erased. Any
     * other result: the person's record was updated concurrently, try again.
     */
    WriteResult suppressAddress(MailFeedback feedback);
}
