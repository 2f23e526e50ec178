package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.HtmlTemplates;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

class SesChannelTest {
    private final SesV2Client client = mock(SesV2Client.class);
    private final SesChannel channel = channel(Optional.of("mails"));
    private SendEmailRequest sent;

    private SesChannel channel(Optional<String> configurationSet) {
        return new SesChannel(
                client,
                "Tracks <tracks@example.com>",
                configurationSet,
                new InboxChannelTest.Links(),
                HtmlTemplates::render);
    }

    private static OutgoingMessage outgoing(Participant to) {
        return new OutgoingMessage(
                new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2), to, "Welcome!", Optional.empty(), false);
    }

    private static OutgoingMessage outgoing() {
        return outgoing(Fixtures.person("ada").email("ada@example.com").build());
    }

    private void answers(Exception e) {
        when(client.sendEmail(any(Consumer.class))).thenThrow(e);
    }

    private void accepts() {
        when(client.sendEmail(any(Consumer.class))).thenAnswer(call -> {
            SendEmailRequest.Builder request = SendEmailRequest.builder();
            call.<Consumer<SendEmailRequest.Builder>>getArgument(0).accept(request);
            sent = request.build();
            return SendEmailResponse.builder().messageId("m-1").build();
        });
    }

    @Test
    void theMailIsSentWithTheConfigurationSetThatPublishesItsEvents() {
        accepts();

        channel.send(outgoing());
        assertThat(sent.configurationSetName()).isEqualTo("mails");

        channel(Optional.empty()).send(outgoing());
        assertThat(sent.configurationSetName()).isNull();
    }

    @Test
    void theDomainIsSentInPunycode() {
        accepts();

        channel.send(outgoing(Fixtures.person("ada").email("Ada@bücher.example").build()));

        assertThat(sent.destination().toAddresses()).containsExactly("Ada@xn--bcher-kva.example");
    }

    @Test
    void theMailIsSentToThePersonsAddressAndItsIdIsReturned() {
        accepts();

        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.Accepted(Optional.of("m-1")));

        assertThat(sent.fromEmailAddress()).isEqualTo("Tracks <tracks@example.com>");
        assertThat(sent.destination().toAddresses()).containsExactly("ada@example.com");
        assertThat(sent.content().simple().subject().data()).isEqualTo("Welcome!");
        assertThat(sent.content().simple().body().text().data()).isEqualTo("Welcome!\n");
        assertThat(sent.content().simple().body().html().data()).contains(">Welcome!</p>");
        assertThat(sent.content().simple().headers())
                .singleElement()
                .returns("X-Tracks-Message-Id", header -> header.name())
                .returns("confirmation/ada/week-1/2", header -> header.value());
    }

    @Test
    void theTagsOfAMailNameItsMessageSoThatItsEventsDoToo() {
        accepts();

        channel.send(outgoing());

        assertThat(sent.emailTags())
                .extracting(tag -> tag.name() + "=" + tag.value())
                .containsExactly("kind=confirmation", "participant=ada", "track=week-1", "number=2");
        // SES API v2, "MessageTag".
        assertThat(sent.emailTags()).allMatch(tag -> tag.value().matches("[A-Za-z0-9_.@-]{1,256}"));
    }

    @Test
    void noMailIsSentToASuppressedAddress() {
        assertThat(channel.send(outgoing().withAddressError(Optional.of("address_bounced"))))
                .isEqualTo(new SendResult.Refused("address_bounced"));

        verifyNoInteractions(client);
    }

    @Test
    void aPersonWithoutAnAddressIsRefused() {
        assertThat(channel.send(outgoing(Fixtures.person("ada").build())))
                .isEqualTo(new SendResult.Refused("no_email"));

        verifyNoInteractions(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MessageRejected", "BadRequestException"})
    void anErrorAboutTheMailIsRefusedWithItsErrorCode(String error) {
        answers(error(error, "no"));

        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.Refused(error));
    }

    private static SesV2Exception error(String code, String message) {
        return (SesV2Exception) SesV2Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccountSuspendedException",
                "SendingPausedException",
                "MailFromDomainNotVerifiedException",
                "NotFoundException",
                "AccessDeniedException"
            })
    void anErrorAboutTheAccountMeansThatTheChannelIsDown(String error) {
        answers(error(error, "no"));

        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.ChannelDown(error));
    }

    @Test
    void anUnverifiedSenderIsNoReasonToRefuseMailsAndAnUnverifiedRecipientInTheSandboxIs() {
        String problem = "Email address is not verified. The following identities failed the check in region EU: ";

        answers(error("MessageRejected", problem + "Tracks@example.com"));
        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.ChannelDown("SenderNotVerified"));

        answers(error("MessageRejected", problem + "ada@example.com"));
        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.Refused("MessageRejected"));
    }

    static Stream<SesV2Exception> transientErrors() {
        return Stream.of(
                (SesV2Exception)
                        TooManyRequestsException.builder().statusCode(429).build(),
                (SesV2Exception) LimitExceededException.builder().build());
    }

    @ParameterizedTest
    @MethodSource("transientErrors")
    void throttledMessagesAreRetriedLater(SesV2Exception e) {
        answers(e);

        assertThat(channel.send(outgoing()))
                .isInstanceOfSatisfying(
                        SendResult.RetryLater.class,
                        later -> assertThat(later.after()).isGreaterThan(Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "TooManyRequestsException, Maximum sending rate exceeded., PT5S",
        "ThrottlingException, Maximum sending rate exceeded., PT5S",
        "TooManyRequestsException, Daily message quota exceeded., PT15M"
    })
    void theRateLimitIsRetriedWithinSecondsAndTheDailyQuotaMuchLater(String error, String message, Duration after) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(error).errorMessage(message).build();
        answers(SesV2Exception.builder().awsErrorDetails(details).build());

        assertThat(channel.send(outgoing())).isEqualTo(new SendResult.RetryLater(after));
    }

    @Test
    void anUnknownErrorIsAnException() {
        answers(SesV2Exception.builder()
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode("InternalFailure").build())
                .build());
        assertThatThrownBy(() -> channel.send(outgoing())).isInstanceOf(SesV2Exception.class);
    }

    @Test
    void aRequestWithoutAResponseIsAnException() {
        answers(SdkClientException.create("timed out"));

        assertThatThrownBy(() -> channel.send(outgoing())).hasMessageContaining("timed out");
    }
}
