package dev.tracks.usecase.enroll;

import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import java.util.List;

/** An invitation that is about to be written: open, and valid for as long as the terms say. */
final class NewInvitation {
    private NewInvitation() {}

    /** @param created the first entry of its trail */
    static Invitation of(
            String inviteeId,
            InvitationRef ref,
            Invitation.Texts texts,
            Invitation.Origin origin,
            InvitationTerms terms,
            TrailEntry created) {
        return new Invitation(
                inviteeId,
                ref,
                InvitationStatus.PENDING,
                texts,
                terms.times(created.at()),
                origin,
                List.of(created),
                1);
    }
}
