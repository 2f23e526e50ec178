package dev.tracks.usecase.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as it is stored, and the state of its channel, which is read in the same request.
 *
 * @param obsoleteAt when the message becomes obsolete: an invitation that has expired needs no message
 * @param outage the current outage of the channel
 */
public record StoredMessage(OutgoingMessage outgoing, Optional<Instant> obsoleteAt, Optional<Outage> outage) {
    /** A message that does not become obsolete, while the channel works. */
    public StoredMessage(OutgoingMessage outgoing) {
        this(outgoing, Optional.empty(), Optional.empty());
    }

    boolean isObsolete(Instant now) {
        return obsoleteAt.filter(at -> !now.isBefore(at)).isPresent();
    }
}
