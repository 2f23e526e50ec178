package dev.tracks.usecase.feedback;

import dev.tracks.domain.WireName;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a mail after its channel had accepted it.
 *
 * @param channelId the channel's id of the mail: a message that was sent again has another one
 * @param address to which the mail was sent
 * @param detail the reason in the words of the channel or of the recipient's server, without control characters. It can
 *     contain the address, so it must not be logged
 * @param at when it was reported, the same for each delivery of the report
 */
public record MailFeedback(
        MessageRef message, String channelId, EmailAddress address, Kind kind, String detail, Instant at) {
    /** The maximum length of the detail, in code points. */
    public static final int DETAIL_MAX = 500;

    /** The kinds of reports (SES guide, "Contents of event data that Amazon SES publishes"). */
    public enum Kind implements WireName {
        /** The recipient's server has refused the mail permanently. */
        BOUNCED(true, "address_bounced"),
        /** The channel has stopped trying, for a reason that can pass, such as a full mailbox, or that is unknown. */
        BOUNCED_TEMPORARILY(true, null),
        /** The recipient has marked the mail as spam. */
        COMPLAINED(true, "address_complained"),
        /** The channel did not send the mail, because of its content. */
        REJECTED(true, null),
        /** The channel still tries to deliver the mail. */
        DELAYED(false, null),
        /** An automatic reply, such as an out-of-office message: the mail has arrived. */
        REPLIED_AUTOMATICALLY(false, null),
        /** The recipient has withdrawn a complaint. */
        NOT_SPAM(false, null);

        private final boolean failure;
        private final String addressError;

        Kind(boolean failure, String addressError) {
            this.failure = failure;
            this.addressError = addressError;
        }

        /** Whether the mail was not delivered or not wanted. Its wire name is then the error of its message. */
        public boolean isFailure() {
            return failure;
        }

        /** The error of later messages to the same address; empty if they are sent. */
        public Optional<String> addressError() {
            return Optional.ofNullable(addressError);
        }
    }
}
