package dev.tracks;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;

/** Records as the lists of a track have them. */
public final class Listed {
    private Listed() {}

    public static ListedInstance of(Enrollment instance) {
        return new ListedInstance(
                instance.participantId(), instance.ref(), instance.status(), instance.startedAt(), instance.endedAt());
    }

    public static ListedInvitation of(Invitation invitation) {
        return new ListedInvitation(
                invitation.participantId(),
                invitation.ref(),
                invitation.status(),
                invitation.createdAt(),
                invitation.lastEntry().at(),
                invitation.source());
    }
}
