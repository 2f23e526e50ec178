package dev.tracks.lambda.json.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.MailFeedback.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in the form that the SES guide documents, with the message tags of this program. */
class SesEventJsonTest {
    private static ObjectNode event(String name) {
        try (InputStream file = SesEventJsonTest.class.getResourceAsStream("/ses/" + name + ".json")) {
            return (ObjectNode) Json.read(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object(JsonNode event, String pointer) {
        return (ObjectNode) event.at(pointer);
    }

    @Test
    void aBounceNamesMessageMailAddressAndReason() {
        assertThat(SesEventJson.read(event("bounce")))
                .isEqualTo(new MailFeedback(
                        new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2),
                        "0107018c1f2e3d4c-5b6a7988-000000",
                        EmailAddress.of("ada@example.com"),
                        Kind.BOUNCED,
                        "Permanent General: smtp; 550 5.1.1 <ada@forwarded.example> user unknown",
                        Instant.parse("2025-03-03T09:00:05Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "complaint, COMPLAINED, abuse",
        "reject, REJECTED, Bad content",
        "delivery-delay, DELAYED, ''",
    })
    void otherEventsHaveTheirReason(String name, Kind kind, String detail) {
        assertThat(SesEventJson.read(event(name)))
                .returns(kind, MailFeedback::kind)
                .returns(detail, MailFeedback::detail);
    }

    @ParameterizedTest
    @CsvSource({
        "Permanent, NoEmail, failed, BOUNCED",
        "Permanent, OnAccountSuppressionList, failed, BOUNCED",
        "Permanent, Suppressed, , BOUNCED",
        "Transient, MailboxFull, failed, BOUNCED_TEMPORARILY",
        "Transient, General, failed, BOUNCED_TEMPORARILY",
        "Transient, General, , REPLIED_AUTOMATICALLY",
        "Transient, ContentRejected, , BOUNCED_TEMPORARILY",
        "Undetermined, Undetermined, , BOUNCED_TEMPORARILY",
        "Another, General, , BOUNCED_TEMPORARILY",
    })
    void onlyAPermanentBounceIsAboutTheAddress(String type, String subType, String action, Kind kind) {
        ObjectNode event = event("bounce");
        object(event, "/detail/bounce").put("bounceType", type).put("bounceSubType", subType);
        object(event, "/detail/bounce/bouncedRecipients/0").put("action", action);

        assertThat(SesEventJson.read(event)).returns(kind, MailFeedback::kind);
    }

    @Test
    void aWithdrawnComplaintIsNone() {
        ObjectNode event = event("complaint");
        object(event, "/detail/complaint").put("complaintFeedbackType", "not-spam");

        assertThat(SesEventJson.read(event)).returns(Kind.NOT_SPAM, MailFeedback::kind);
    }

    @Test
    void aComplaintWithoutATypeHasNoReason() {
        ObjectNode event = event("complaint");
        object(event, "/detail/complaint").remove("complaintFeedbackType");

        assertThat(SesEventJson.read(event))
                .returns(Kind.COMPLAINED, MailFeedback::kind)
                .returns("", MailFeedback::detail);
    }

    @Test
    void theWordsOfAServerAreASingleShortLine() {
        ObjectNode event = event("bounce");
        object(event, "/detail/bounce/bouncedRecipients/0")
                .put("diagnosticCode", "no\u0000\u202Eway\t" + "x".repeat(1_000));

        assertThat(SesEventJson.read(event).detail())
                .startsWith("Permanent General: no way x")
                .endsWith("x…")
                .hasSize(MailFeedback.DETAIL_MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/detail/mail/tags/kind",
                "/detail/mail/tags/participant",
                "/detail/mail/tags/track",
                "/detail/mail/tags/number",
                "/detail/mail/tags",
                "/detail/mail/messageId",
                "/detail/mail/destination",
                "/detail/mail",
                "/detail/eventType",
                "/detail",
                "/time"
            })
    void anEventThatIsNotAboutAMailOfThisProgramIsRejected(String pointer) {
        ObjectNode event = event("bounce");
        int name = pointer.lastIndexOf('/');
        object(event, pointer.substring(0, name)).remove(pointer.substring(name + 1));

        assertThatThrownBy(() -> SesEventJson.read(event)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @CsvSource({"kind, letter", "participant, Ada", "track, ../x", "number, one", "number, 0", "number, 99999999999"})
    void aTagThatNamesNoMessageIsRejectedWithoutItsValue(String tag, String value) {
        ObjectNode event = event("bounce");
        object(event, "/detail/mail/tags").putArray(tag).add(value);

        assertThatThrownBy(() -> SesEventJson.read(event))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining(value + "\"");
    }

    @Test
    void anotherTypeOfEventIsRejected() {
        ObjectNode event = event("bounce");
        object(event, "/detail").put("eventType", "Delivery");

        assertThatThrownBy(() -> SesEventJson.read(event))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("detail.eventType");
    }
}
