package dev.tracks.histories;

import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.OpenInvitations;
import java.util.List;
import java.util.Optional;

/** Open invitations as they look to relay when a guard is removed. */
final class InvitationGuards {
    private InvitationGuards() {}

    /** A start finds no invitation. */
    static OpenInvitations unseen(OpenInvitations invitations) {
        return new Passing(invitations) {
            @Override
            public List<Invitation> invitations(String participantId, String trackId) {
                return List.of();
            }
        };
    }

    private static class Passing implements OpenInvitations {
        private final OpenInvitations invitations;

        Passing(OpenInvitations invitations) {
            this.invitations = invitations;
        }

        @Override
        public List<Invitation> invitations(String participantId, String trackId) {
            return invitations.invitations(participantId, trackId);
        }

        @Override
        public List<Enrollment> instances(String participantId, String trackId) {
            return invitations.instances(participantId, trackId);
        }

        @Override
        public Optional<Participant> participant(String participantId) {
            return invitations.participant(participantId);
        }

        @Override
        public WriteResult save(Invitation invitation, String by) {
            return invitations.save(invitation, by);
        }
    }
}
