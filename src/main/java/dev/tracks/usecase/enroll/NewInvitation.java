package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import java.util.List;

/** An invitation that is about to be written, open. */
final class NewInvitation {
    private NewInvitation() {}

    /** @param created the first entry of its trail */
    static Invitation of(
            String inviteeId,
            InvitationRef ref,
            Invitation.Texts texts,
            Invitation.Times times,
            Invitation.Origin origin,
            TrailEntry created) {
        return new Invitation(inviteeId, ref, InvitationStatus.PENDING, texts, times, origin, List.of(created), 1);
    }
}
