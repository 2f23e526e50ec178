package dev.tracks.usecase.message;

import dev.tracks.usecase.WriteResult;
import java.time.Instant;
import java.util.List;

/** Stored test messages, which {@link DeliveryRecords} finds like all others. They are deleted a day later. */
public interface TestMessages {
    /**
     * Writes the messages in place of the recipient's earlier tests with the same references, as not delivered yet.
     *
     * @param messages at least one, all to the same person
     * @return {@link WriteResult#CONDITION_FAILED} if the person has been erased
     */
    WriteResult save(List<TestMessage> messages, Instant at);
}
