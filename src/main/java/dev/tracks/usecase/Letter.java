package dev.tracks.usecase;

import dev.tracks.domain.Participant;
import java.util.Optional;

/**
 * A message as it is to be delivered.
 *
 * @param button the invitation's button
 * @param delivered whether it was delivered already
 */
public record Letter(MessageRef ref, Participant to, String text, Optional<Button> button, boolean delivered) {
    /**
     * A button that answers an invitation.
     *
     * @param token what its link names
     */
    public record Button(String text, JoinToken token) {}
}
