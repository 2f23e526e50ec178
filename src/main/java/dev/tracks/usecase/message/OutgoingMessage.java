package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to deliver.
 *
 * @param button the button of an invitation
 * @param settled whether it was already delivered or permanently refused
 * @param resentAt when it was last resent, if ever
 */
public record OutgoingMessage(
        MessageRef ref,
        Participant to,
        String text,
        Optional<Button> button,
        boolean settled,
        Optional<Instant> resentAt) {
    /** A message that was not resent. */
    public OutgoingMessage(MessageRef ref, Participant to, String text, Optional<Button> button, boolean settled) {
        this(ref, to, text, button, settled, Optional.empty());
    }

    /** The identity of this sending: the same for every redelivery, another one after a resend. */
    public String id() {
        return ref.id() + resentAt.map(at -> "/" + at).orElse("");
    }

    /**
     * A button that answers an invitation.
     *
     * @param token the content of its link
     */
    public record Button(String text, JoinToken token) {}
}
