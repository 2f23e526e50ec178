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
 * @param addressError why no mail may be sent to the recipient's e-mail address, if none may: {@code address_bounced} or
 *     {@code address_complained}. It does not concern other channels
 */
public record OutgoingMessage(
        MessageRef ref,
        Participant to,
        String text,
        Optional<Button> button,
        boolean settled,
        Optional<Instant> resentAt,
        Optional<String> mailSubject,
        Optional<String> addressError) {
    /** A message that was not resent. */
    public OutgoingMessage(MessageRef ref, Participant to, String text, Optional<Button> button, boolean settled) {
        this(ref, to, text, button, settled, Optional.empty());
    }

    /** A message whose first line is its subject, to an address that takes mail. */
    public OutgoingMessage(
            MessageRef ref,
            Participant to,
            String text,
            Optional<Button> button,
            boolean settled,
            Optional<Instant> resentAt) {
        this(ref, to, text, button, settled, resentAt, Optional.empty(), Optional.empty());
    }

    /** The same message with that {@link #mailSubject}. */
    public OutgoingMessage withMailSubject(Optional<String> subject) {
        return new OutgoingMessage(ref, to, text, button, settled, resentAt, subject, addressError);
    }

    /** The same message with that {@link #addressError}. */
    public OutgoingMessage withAddressError(Optional<String> error) {
        return new OutgoingMessage(ref, to, text, button, settled, resentAt, mailSubject, error);
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
