package dev.tracks.lambda.json.mapping.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.WireName;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.MailFeedback.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An event about a mail that Amazon SES publishes to EventBridge (SES guide, "Monitoring SES events using Amazon
 * EventBridge" and "Contents of event data that Amazon SES publishes"). The message tags of the mail name the message.
 * Unknown fields are ignored, because SES may add some.
 */
public final class SesEventJson {
    private SesEventJson() {}

    /**
     * @throws InvalidRequestException naming the field, if the event is not about a mail of this program, or of a type
     *     that it does not know
     */
    public static MailFeedback read(JsonNode event) {
        JsonNode detail = event.path("detail");
        JsonNode mail = detail.path("mail");
        Kind kind = kind(detail);
        return new MailFeedback(
                message(mail.path("tags")),
                required(mail.path("messageId"), "detail.mail.messageId"),
                EmailAddress.of(required(mail.path("destination").path(0), "detail.mail.destination")),
                kind,
                Text.singleLine(detail(kind, detail), MailFeedback.DETAIL_MAX),
                time(event));
    }

    private static Kind kind(JsonNode detail) {
        return switch (detail.path("eventType").asText()) {
            case "Bounce" -> bounce(detail.path("bounce"));
            case "Complaint" ->
                "not-spam".equals(detail.at("/complaint/complaintFeedbackType").asText())
                        ? Kind.NOT_SPAM
                        : Kind.COMPLAINED;
            case "Reject" -> Kind.REJECTED;
            case "DeliveryDelay" -> Kind.DELAYED;
            default ->
                throw new InvalidRequestException(
                        "detail.eventType", "must be Bounce, Complaint, Reject or DeliveryDelay");
        };
    }

    /**
     * An out-of-office message counts as a transient bounce, too, but it is no delivery status notification, so its
     * recipient has no failed action (SES guide, "Bounce types").
     */
    private static Kind bounce(JsonNode bounce) {
        String type = bounce.path("bounceType").asText();
        if (type.equals("Permanent")) {
            return Kind.BOUNCED;
        }
        boolean automaticReply = type.equals("Transient")
                && bounce.path("bounceSubType").asText().equals("General")
                && !bounce.at("/bouncedRecipients/0/action").asText().equals("failed");
        return automaticReply ? Kind.REPLIED_AUTOMATICALLY : Kind.BOUNCED_TEMPORARILY;
    }

    private static MessageRef message(JsonNode tags) {
        String kind = tag(tags, "kind");
        try {
            return new MessageRef(
                    WireName.find(MessageKind.class, kind)
                            .orElseThrow(() -> new InvalidRequestException(
                                    "detail.mail.tags.kind", "must be one of " + WireName.all(MessageKind.class))),
                    tag(tags, "participant"),
                    tag(tags, "track"),
                    Integer.parseInt(tag(tags, "number")));
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("detail.mail.tags.number", "must be a number");
        } catch (InvalidFieldException e) {
            throw new InvalidRequestException("detail.mail.tags", "must name a message of this program");
        }
    }

    private static String tag(JsonNode tags, String name) {
        return required(tags.path(name).path(0), "detail.mail.tags." + name);
    }

    /** The types and subtypes of SES, and what the recipient's server said. */
    private static String detail(Kind kind, JsonNode detail) {
        JsonNode bounce = detail.path("bounce");
        JsonNode complaint = detail.path("complaint");
        return switch (kind) {
            case BOUNCED, BOUNCED_TEMPORARILY ->
                joined(bounce, "bounceType", "bounceSubType")
                        + prefixed(bounce.at("/bouncedRecipients/0/diagnosticCode"));
            case COMPLAINED -> joined(complaint, "complaintFeedbackType", "complaintSubType");
            case REJECTED -> joined(detail.path("reject"), "reason");
            default -> "";
        };
    }

    private static String joined(JsonNode object, String... fields) {
        return Arrays.stream(fields)
                .map(field -> object.path(field).asText(""))
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .collect(Collectors.joining(" "));
    }

    private static String prefixed(JsonNode text) {
        return text.isTextual() ? ": " + text.asText() : "";
    }

    private static Instant time(JsonNode event) {
        try {
            return Instant.parse(required(event.path("time"), "time"));
        } catch (DateTimeException e) {
            throw new InvalidRequestException("time", "must be an ISO-8601 instant");
        }
    }

    private static String required(JsonNode value, String path) {
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new InvalidRequestException(path, "is required");
        }
        return value.asText();
    }
}
