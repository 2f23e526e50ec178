package dev.tracks.channel;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import io.quarkus.qute.TemplateInstance;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

/**
 * Sends e-mail through Amazon SES, as plain text and HTML, for teams without Slack. The client must not retry requests:
 * SES has no idempotency key, so {@link dev.tracks.usecase.message.DeliverMessage} decides whether to send again when
 * the result is unknown.
 */
public final class SesChannel implements Channel {
    /** The header with the message's id (kind, person, track, number), to find it in a mailbox or in SES events. */
    public static final String MESSAGE_ID = "X-Tracks-Message-Id";

    /** SES limits the sending rate per second. */
    private static final Duration RATE_WAIT = Duration.ofSeconds(5);

    /** SES limits the quota per day. */
    private static final Duration QUOTA_WAIT = Duration.ofMinutes(15);

    /** In the error message if the daily quota is used up (SES guide, "Errors related to the sending quotas"). */
    private static final String QUOTA = "quota exceeded";

    /** Errors about the message or its recipient (SES API v2, "SendEmail", errors). */
    private static final Set<String> PERMANENT = Set.of("BadRequestException", "MessageRejected");

    /**
     * Errors about the account or the configuration: sending is suspended or paused, the sender's domain is not
     * verified, there is no such configuration set, or {@code deliver} has no permission.
     */
    private static final Set<String> DOWN = Set.of(
            "AccessDeniedException",
            "AccountSuspendedException",
            "MailFromDomainNotVerifiedException",
            "NotFoundException",
            "SendingPausedException");

    /**
     * In the message of {@code MessageRejected}, before the identities that are not verified (SES guide, "Amazon SES
     * email sending errors"): in the sandbox that can be the recipient, else it is the sender.
     */
    private static final String NOT_VERIFIED = "not verified";

    /** The recorded error if that is the sender. */
    static final String SENDER_NOT_VERIFIED = "SenderNotVerified";

    private final SesV2Client client;
    private final String from;
    private final Optional<String> configurationSet;
    private final JoinLinks links;
    private final Function<TemplateInstance, String> renderer;

    /**
     * @param from the sender: an address that SES has verified, optionally with a display name before it
     * @param configurationSet publishes events about the mails; if empty, SES uses the sender's default, if any
     */
    public SesChannel(SesV2Client client, String from, Optional<String> configurationSet, JoinLinks links) {
        this(client, from, configurationSet, links, TemplateInstance::render);
    }

    /** For tests without Quarkus, in which a template record cannot render itself. */
    SesChannel(
            SesV2Client client,
            String from,
            Optional<String> configurationSet,
            JoinLinks links,
            Function<TemplateInstance, String> renderer) {
        this.client = client;
        this.from = from;
        this.configurationSet = configurationSet;
        this.links = links;
        this.renderer = renderer;
    }

    @Override
    public String name() {
        return "ses";
    }

    @Override
    public Optional<String> addressError(OutgoingMessage outgoing) {
        return outgoing.to().email().isEmpty() ? Optional.of("no_email") : outgoing.addressError();
    }

    @Override
    public SendResult send(OutgoingMessage outgoing) {
        Optional<String> addressError = addressError(outgoing);
        if (addressError.isPresent()) {
            return new SendResult.Refused(addressError.get());
        }
        String address = EmailAddress.of(outgoing.to().email().orElseThrow()).address();
        try {
            return new SendResult.Accepted(Optional.of(sendEmail(outgoing, address)));
        } catch (LimitExceededException e) {
            return new SendResult.RetryLater(QUOTA_WAIT);
        } catch (SesV2Exception e) {
            return toResult(e);
        }
    }

    /** @throws SesV2Exception if it is unknown whether SES sent the message */
    private SendResult toResult(SesV2Exception e) {
        if (e.isThrottlingException()) {
            return new SendResult.RetryLater(String.valueOf(e.getMessage()).contains(QUOTA) ? QUOTA_WAIT : RATE_WAIT);
        }
        String error = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (DOWN.contains(error)) {
            return new SendResult.ChannelDown(error);
        }
        if (PERMANENT.contains(error)) {
            return isAboutSender(String.valueOf(e.getMessage()))
                    ? new SendResult.ChannelDown(SENDER_NOT_VERIFIED)
                    : new SendResult.Refused(error);
        }
        throw e;
    }

    private boolean isAboutSender(String message) {
        String sender = from.replaceFirst("(?s).*<(.*)>.*", "$1");
        return message.contains(NOT_VERIFIED)
                && message.toLowerCase(Locale.ROOT).contains(sender.toLowerCase(Locale.ROOT));
    }

    private String sendEmail(OutgoingMessage outgoing, String address) {
        MailText mail = MailText.of(outgoing, outgoing.button().map(button -> links.link(button.token())), renderer);
        return client.sendEmail(request -> request.fromEmailAddress(from)
                        .configurationSetName(configurationSet.orElse(null))
                        .destination(to -> to.toAddresses(address))
                        .emailTags(tags(outgoing.ref()))
                        .content(content(mail, outgoing.id())))
                .messageId();
    }

    /** SES adds them to each event about the mail, so that {@code feedback} finds the message. */
    private static List<MessageTag> tags(MessageRef ref) {
        return List.of(
                tag("kind", ref.kind().wireName()),
                tag("participant", ref.participantId()),
                tag("track", ref.trackId()),
                tag("number", String.valueOf(ref.number())));
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    private static EmailContent content(MailText mail, String id) {
        MessageHeader header =
                MessageHeader.builder().name(MESSAGE_ID).value(id).build();
        return EmailContent.builder()
                .simple(message -> message.subject(utf8(mail.subject()))
                        .headers(header)
                        .body(body -> body.text(utf8(mail.text())).html(utf8(mail.html()))))
                .build();
    }

    private static Content utf8(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }
}
