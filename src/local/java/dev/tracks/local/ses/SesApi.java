package dev.tracks.local.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amazon SES v2's SendEmail with a simple content; accepted mails go to the inbox. Some addresses simulate what happens on
 * SES: a mail to {@code …@refused.example} is refused, and one to {@code …@throttled.example} exceeds the sending rate.
 * {@link MailFate} has those to which something happens after the mail was accepted.
 */
public final class SesApi {
    public static final String SEND_EMAIL = "/v2/email/outbound-emails";
    /** PutAccountSendingAttributes, which pauses sending. */
    public static final String ACCOUNT_SENDING = "/v2/email/account/sending";
    /** The one configuration set. */
    public static final String CONFIGURATION_SET = "tracks-mail";

    private static final String MESSAGE_ID = "X-Tracks-Message-Id";
    private static final Pattern ADDRESS = Pattern.compile("(?:[^<>]*<)?([^@<>\\s]+@[^@<>\\s]+?)>?");
    private static final Pattern LINK = Pattern.compile("(?s)(.*)\n\n([^\n]+):\n(https?://\\S+)\\s*");

    private final Inbox inbox;
    private final InstantSource clock;
    private final BiConsumer<String, ObjectNode> events;
    private volatile boolean isPaused;

    /** @param events publishes an event of that type with that detail */
    public SesApi(Inbox inbox, InstantSource clock, BiConsumer<String, ObjectNode> events) {
        this.inbox = inbox;
        this.clock = clock;
        this.events = events;
    }

    /** Pauses sending, or resumes it; the local cloud forgets that when it ends. */
    public Reply putAccountSending(byte[] body) {
        isPaused = !Request.parse(body).node().path("SendingEnabled").asBoolean();
        return Reply.json(200, Json.object());
    }

    /** Each accepted mail is a new message in the inbox: SES does not detect repeats. */
    public Reply sendEmail(byte[] body) {
        JsonNode request = Request.parse(body).node();
        JsonNode simple = request.at("/Content/Simple");
        if (simple.isMissingNode()) {
            throw invalid("the local cloud sends mails of simple content only");
        }
        address(request.path("FromEmailAddress"), "FromEmailAddress");
        JsonNode recipients = request.at("/Destination/ToAddresses");
        if (recipients.size() != 1) {
            throw invalid("the local cloud sends to one ToAddress, got " + recipients.size());
        }
        String to = address(recipients.get(0), "ToAddresses");
        required(simple.at("/Subject/Data"), "Content.Simple.Subject.Data");
        String text = required(simple.at("/Body/Text/Data"), "Content.Simple.Body.Text.Data");
        required(simple.at("/Body/Html/Data"), "Content.Simple.Body.Html.Data");
        JsonNode set = request.path("ConfigurationSetName");
        checkAccepted(to, set.asText(""));
        String id = UUID.randomUUID().toString();
        Optional<MailFate> fate = MailFate.of(to);
        if (fate.isEmpty() || fate.get().isDelivered()) {
            inbox.keep(id, message(id, to, text, simple));
        }
        // SES publishes events about mails with a configuration set only.
        fate.filter(any -> set.isTextual())
                .ifPresent(known -> events.accept(known.detailType(), known.detail(id, to, request, clock.instant())));
        return Reply.json(200, Json.object().put("MessageId", id));
    }

    private void checkAccepted(String to, String set) {
        if (!set.isEmpty() && !set.equals(CONFIGURATION_SET)) {
            throw new AwsError(404, "NotFoundException", "Configuration set <" + set + "> does not exist.");
        }
        if (to.endsWith("@refused.example")) {
            throw new AwsError(400, "MessageRejected", "Email address is on the suppression list.");
        }
        if (to.endsWith("@throttled.example")) {
            throw new AwsError(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
        }
        if (isPaused) {
            throw new AwsError(400, "SendingPausedException", "Email sending is disabled for the account.");
        }
    }

    private ObjectNode message(String id, String to, String text, JsonNode simple) {
        String[] named = header(simple).map(value -> value.split("/")).orElseGet(() -> new String[0]);
        boolean ours = named.length >= 4;
        ObjectNode message = Json.object().put("id", id).put("to", ours ? named[1] : to);
        Matcher link = LINK.matcher(text);
        if (link.matches()) {
            message.put("text", link.group(1));
            message.putObject("button").put("text", link.group(2)).put("url", link.group(3));
        } else {
            message.put("text", text.strip()).putNull("button");
        }
        return message.put("at", clock.instant().toString())
                .put("kind", ours ? named[0] : null)
                .put("trackId", ours ? named[2] : null)
                .put("subject", simple.at("/Subject/Data").asText());
    }

    private static Optional<String> header(JsonNode simple) {
        for (JsonNode header : simple.path("Headers")) {
            if (MESSAGE_ID.equals(header.path("Name").asText())) {
                return Optional.of(header.path("Value").asText());
            }
        }
        return Optional.empty();
    }

    private static String address(JsonNode value, String name) {
        Matcher address = ADDRESS.matcher(required(value, name));
        if (!address.matches()) {
            throw invalid(name + ": Missing final '@domain'");
        }
        return address.group(1);
    }

    private static String required(JsonNode value, String name) {
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw invalid(name + " is missing");
        }
        return value.asText();
    }

    private static AwsError invalid(String message) {
        return new AwsError(400, "BadRequestException", message);
    }
}
