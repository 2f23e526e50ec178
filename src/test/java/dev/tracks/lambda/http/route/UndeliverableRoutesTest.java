package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.usecase.message.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of messages that cannot be delivered. */
class UndeliverableRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void threeMessagesAreRefused() {
        TestRequest.of(api, "PUT", "/v1/participants/ada")
                .body("{\"name\":\"Ada Lovelace\"}")
                .send();
        refused(MessageKind.CONFIRMATION, "ada", 1, "slack", "channel_not_found", Optional.empty());
        refused(MessageKind.INVITATION, "ada", 2, "ses", "bounced", Optional.of("550 5.1.1 user unknown"));
        refused(MessageKind.REMINDER, "gone", 3, "ses", "complained", Optional.empty());
    }

    private void refused(
            MessageKind kind, String person, int second, String channel, String error, Optional<String> reason) {
        MessageRef message = new MessageRef(kind, person, "week-1", 1);
        Refusal refusal = new Refusal(program.now.plusSeconds(second), channel, error, reason);
        program.memory.write(List.of(UndeliverableItem.put(message, refusal)));
    }

    private Answer get(String query) {
        return TestRequest.of(api, "GET", "/v1/undeliverable" + query).send();
    }

    private List<String> errors(String query) {
        return get(query).json().get("data").findValuesAsText("error");
    }

    @Test
    void theListIsNewestFirstAndNamesTheRecipient() {
        assertThat(errors("")).containsExactly("complained", "bounced", "channel_not_found");
        assertThat(get("").json().at("/data/0/name").isNull()).isTrue();
        assertThat(get("").json().at("/data/1"))
                .isEqualTo(
                        Json.read("{\"at\":\"2025-03-03T09:00:02Z\",\"kind\":\"invitation\",\"participantId\":\"ada\","
                                + "\"name\":\"Ada Lovelace\",\"trackId\":\"week-1\",\"number\":1,\"channel\":\"ses\","
                                + "\"error\":\"bounced\",\"detail\":\"550 5.1.1 user unknown\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?channel=ses                   | complained bounced",
                "?channel=slack,ses&error=bounced,channel_not_found | bounced channel_not_found",
                "?error=unknown                 | ''",
                "?since=2025-03-03T09:00:02Z    | complained bounced",
                "?since=2025-03-03T09:00:02.001Z| complained"
            })
    void theListIsFilteredByChannelErrorAndTime(String query, String expected) {
        assertThat(String.join(" ", errors(query))).isEqualTo(expected);
    }

    @Test
    void aPageContinuesAtItsCursor() {
        String cursor = get("?limit=2").json().get("nextCursor").asText();

        assertThat(errors("?limit=2&cursor=" + cursor)).containsExactly("channel_not_found");
        assertThat(get("?cursor=" + cursor + "&channel=ses").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "?since=yesterday,since",
        "?limit=0,limit",
        "?status=open,status",
        "?channel=,channel",
        "?channel=SES,channel",
        "'?channel=ses,',channel",
        "?channel=mail,channel",
        "?error=,error",
        "'?error=bounced,,rejected',error",
        "?error=no%20user,error"
    })
    void anInvalidParameterIsRejectedByName(String query, String field) {
        Answer answer = get(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
    }
}
