package dev.tracks.local.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.support.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What happens to a mail after SES has accepted it, by the domain of its address, such as {@code ada@bounced.example}.
 * The events have the documented form (SES guide, "Contents of event data that Amazon SES publishes").
 */
enum MailFate {
    /** The mailbox does not exist. */
    BOUNCED("Email Bounced", "Bounce") {
        @Override
        void describe(ObjectNode detail, String to, Instant now) {
            bounce(detail, to, now, "Permanent", "General", "5.1.1", "smtp; 550 5.1.1 user unknown");
        }
    },
    /** SES has given up, because the mailbox was full all the time. */
    FULL("Email Bounced", "Bounce") {
        @Override
        void describe(ObjectNode detail, String to, Instant now) {
            bounce(detail, to, now, "Transient", "MailboxFull", "5.2.2", "smtp; 552 5.2.2 mailbox full");
        }
    },
    /** The recipient has marked the mail as spam. */
    COMPLAINED("Email Complaint Received", "Complaint") {
        @Override
        void describe(ObjectNode detail, String to, Instant now) {
            ObjectNode complaint = detail.putObject("complaint");
            complaint.putNull("complaintSubType").put("complaintFeedbackType", "abuse");
            complaint.putArray("complainedRecipients").addObject().put("emailAddress", to);
            complaint
                    .put("feedbackId", UUID.randomUUID().toString())
                    .put("timestamp", now.toString())
                    .put("arrivalDate", now.toString());
        }
    },
    /** SES has found a virus in the mail. */
    REJECTED("Email Rejected", "Reject") {
        @Override
        void describe(ObjectNode detail, String to, Instant now) {
            detail.putObject("reject").put("reason", "Bad content");
        }
    },
    /** SES still tries to deliver the mail. */
    DELAYED("Email Delivery Delayed", "DeliveryDelay") {
        @Override
        void describe(ObjectNode detail, String to, Instant now) {
            ObjectNode delay = detail.putObject("deliveryDelay");
            delay.put("timestamp", now.toString())
                    .put("delayType", "TransientCommunicationFailure")
                    .put("expirationTime", now.plusSeconds(840 * 60).toString());
            delay.putArray("delayedRecipients")
                    .addObject()
                    .put("emailAddress", to)
                    .put("status", "4.4.1")
                    .put("diagnosticCode", "smtp; 421 4.4.1 Unable to connect to remote host");
        }
    };

    private final String detailType;
    private final String eventType;

    MailFate(String detailType, String eventType) {
        this.detailType = detailType;
        this.eventType = eventType;
    }

    /** Empty for an address at which mails simply arrive. */
    static Optional<MailFate> of(String address) {
        return Arrays.stream(values())
                .filter(fate -> address.endsWith("@" + fate.name().toLowerCase(Locale.ROOT) + ".example"))
                .findFirst();
    }

    /** Whether the mail arrives. */
    boolean isDelivered() {
        return this == COMPLAINED || this == DELAYED;
    }

    /** The event's {@code detail-type}. */
    String detailType() {
        return detailType;
    }

    /** The event's {@code detail}. */
    ObjectNode detail(String id, String to, JsonNode request, Instant now) {
        ObjectNode detail = Json.object().put("eventType", eventType);
        describe(detail, to, now);
        String from = request.path("FromEmailAddress").asText();
        ObjectNode mail = detail.putObject("mail")
                .put("timestamp", now.toString())
                .put("source", from)
                .put("sendingAccountId", AwsAccount.ACCOUNT)
                .put("messageId", id);
        mail.putArray("destination").add(to);
        mail.put("headersTruncated", false);
        ObjectNode tags = mail.putObject("tags");
        tags.putArray("ses:configuration-set")
                .add(request.path("ConfigurationSetName").asText());
        request.path("EmailTags")
                .forEach(tag -> tags.putArray(tag.path("Name").asText())
                        .add(tag.path("Value").asText()));
        return detail;
    }

    /** Adds the object that is named after the type of the event. */
    abstract void describe(ObjectNode detail, String to, Instant now);

    private static void bounce(
            ObjectNode detail, String to, Instant now, String type, String subType, String status, String diagnostic) {
        ObjectNode bounce = detail.putObject("bounce");
        bounce.put("feedbackId", UUID.randomUUID().toString())
                .put("bounceType", type)
                .put("bounceSubType", subType)
                .put("timestamp", now.toString())
                .put("reportingMTA", "dsn; local.amazonses.example");
        bounce.putArray("bouncedRecipients")
                .addObject()
                .put("emailAddress", to)
                .put("action", "failed")
                .put("status", status)
                .put("diagnosticCode", diagnostic);
    }
}
