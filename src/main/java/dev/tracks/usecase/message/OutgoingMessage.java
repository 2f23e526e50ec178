package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Participant;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to deliver.
 *
 * @param button the button of an invitation
 * @param settled whether it was already delivered or permanently refused
 * @param resentAt when it was last resent, if ever
 * @param mailSubject the subject if it is sent as an e-mail; empty if it is the first line of the text
 */
public record OutgoingMessage(
        MessageRef ref,
        Participant to,
        String text,
        Optional<Button> button,
        boolean settled,
        Optional<Instant> resentAt,
        Optional<String> mailSubject) {
    /** A message that was not resent. */
    public OutgoingMessage(MessageRef ref, Participant to, String text, Optional<Button> button, boolean settled) {
        this(ref, to, text, button, settled, Optional.empty());
    }

    /** A message whose first line is its subject. */
    public OutgoingMessage(
            MessageRef ref,
            Participant to,
            String text,
            Optional<Button> button,
            boolean settled,
            Optional<Instant> resentAt) {
        this(ref, to, text, button, settled, resentAt, Optional.empty());
    }

    /** The same message with that {@link #mailSubject}. */
    public OutgoingMessage withMailSubject(Optional<String> subject) {
        return new OutgoingMessage(ref, to, text, button, settled, resentAt, subject);
    }

    /** The text and the subject. */
    public MessageText message() {
        return new MessageText(text, mailSubject);
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
