package dev.tracks.usecase.outbox;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import java.time.Duration;
import java.util.Optional;

/**
 * An invitation that was closed, as the stream's record of that write shows it. It is written without the {@code pending}
 * marker: this record alone leads to its event, and to the replacement of its messages.
 *
 * @param version of the closed invitation, which is its last one
 * @param content empty if this program cannot read it
 * @param wasPending whether it had the marker until then, so that {@code invited} may be unpublished, too
 */
public record ClosedInvitation(
        String participantId, InvitationRef ref, long version, Optional<PendingInvitation> content, boolean wasPending)
        implements UnpublishedWrite {
    @Override
    public String key() {
        return DueItem.invitationKey(participantId, ref);
    }

    @Override
    public Optional<RuntimeException> publish(StreamPublisher publisher, Duration age) {
        return publisher.publish(this, age);
    }
}
