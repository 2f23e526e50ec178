package dev.tracks.usecase.view;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.message.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** The list of messages that cannot be delivered, over all people and tracks. */
public interface Undeliverables {
    /** A message that cannot be delivered. */
    record Undeliverable(MessageRef message, Refusal refusal) {}

    /**
     * The messages that match and were refused at or after that time, newest first. A page reads at most {@link
     * Directory#EXAMINED} entries, so it can be empty. The list is eventually consistent.
     */
    Directory.Page<Undeliverable> undeliverable(
            Instant since, Predicate<Undeliverable> filter, int limit, Optional<String> cursor);

    /** Why the message cannot be delivered, if it is listed. This read is consistent. */
    Optional<Refusal> refusal(MessageRef message);
}
