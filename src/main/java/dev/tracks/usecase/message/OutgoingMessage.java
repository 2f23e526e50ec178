package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as it is to be delivered.
 *
 * @param button the invitation's button
 * @param settled whether it was delivered already, or refused for good
 * @param resentAt when somebody asked for it to be sent once more, the last time
 */
public record OutgoingMessage(
        MessageRef ref,
        Participant to,
        String text,
        Optional<Button> button,
        boolean settled,
        Optional<Instant> resentAt) {
    /** A letter that nobody asked for once more. */
    public OutgoingMessage(MessageRef ref, Participant to, String text, Optional<Button> button, boolean settled) {
        this(ref, to, text, button, settled, Optional.empty());
    }

    /** The identity of this sending: the same however often it is handed over, another if it was sent once more. */
    public String id() {
        return ref.id() + resentAt.map(at -> "/" + at).orElse("");
    }

    /**
     * A button that answers an invitation.
     *
     * @param token what its link names
     */
    public record Button(String text, JoinToken token) {}
}
