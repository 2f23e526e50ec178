package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepHandlerTest {
    private static final String ADA = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";

    private final InMemoryApplication program = new InMemoryApplication();
    private final StepHandler handler = program.stepHandler();

    @BeforeEach
    void tracksAndAda() {
        put("tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        put("tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\"}");
        put("participants/ada", "{\"name\":\"Ada\"}");
        TestRequest.of(program.api(), "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
    }

    private void put(String path, String body) {
        TestRequest.of(program.api(), "PUT", "/v1/" + path).body(body).send();
    }

    @Test
    void anOutcomeMatchesTheContract() {
        assertThat(InMemoryApplication.invoke(handler, ADA).toString())
                .isEqualTo("{\"decision\":\"enrolled\",\"reason\":null,\"replayed\":false,\"enrolleeId\":\"ada\","
                        + "\"enrollment\":{\"trackId\":\"week-1\",\"instance\":1},\"invitation\":null,\"dueAt\":null,"
                        + "\"evidence\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e99999999999", "1e2147483648", "10e2147483647", "1e-2147483648", "1e126", "1e125", "1.5", "0"})
    void anInvalidInstanceIsRefusedByName(String number) {
        String event = ADA.replace("}", ",\"instance\":" + number + "}");

        assertThatThrownBy(() -> InMemoryApplication.invoke(handler, event))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("instance must be a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "10e-1", "1.00"})
    void aWholeNumberIsAcceptedInEveryNotation(String number) {
        InMemoryApplication.invoke(handler, ADA);

        assertThat(InMemoryApplication.invoke(handler, ADA.replace("}", ",\"instance\":" + number + "}"))
                        .get("replayed")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void aRepeatIsAnsweredAsReplayed() {
        InMemoryApplication.invoke(handler, ADA);

        assertThat(InMemoryApplication.invoke(handler, ADA).get("replayed").booleanValue())
                .isTrue();
    }

    @Test
    void aSkipNamesItsReasonAndEvidence() {
        put("tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"paused\"}");

        assertThat(InMemoryApplication.invoke(handler, ADA).toString())
                .startsWith("{\"decision\":\"skipped\",\"reason\":\"destination_not_active\"")
                .endsWith("\"evidence\":{\"status\":\"paused\"}}");
    }

    @Test
    void aDeferralHasItsDueTime() {
        put("tracks/day-1/steps/s1", "{\"destinationTrackId\":\"week-1\",\"delay\":{\"amount\":1,\"unit\":\"days\"}}");

        assertThat(InMemoryApplication.invoke(handler, ADA).toString())
                .contains("\"decision\":\"deferred\"", "\"dueAt\":\"2025-03-04T09:00:00Z\"");
    }

    @Test
    void aPersonIsFoundByAnAlias() {
        put("participants/ada", "{\"name\":\"Ada\",\"email\":\"Ada@example.com\",\"slackUserId\":\"U1\"}");

        assertThat(InMemoryApplication.invoke(handler, naming("{\"email\":\"ada@EXAMPLE.com\"}"))
                        .get("decision")
                        .asText())
                .isEqualTo("enrolled");
        for (String same : List.of("{\"slackUserId\":\"U1\"}", "{\"id\":\"ada\"}")) {
            assertThat(InMemoryApplication.invoke(handler, naming(same))
                            .get("replayed")
                            .booleanValue())
                    .isTrue();
        }
        verifyNoInteractions(program.queues);
    }

    private static String naming(String participant) {
        return ADA.replace("\"participantId\":\"ada\"", "\"participant\":" + participant);
    }

    @Test
    void anUnknownAliasIsSkippedAndItsEventIsEnqueuedSoThatItRunsWhenThePersonAppears() {
        var before = program.memory.snapshot();

        assertThat(InMemoryApplication.invoke(handler, naming("{\"email\":\"Ada@example.com\"}"))
                        .toString())
                .isEqualTo("{\"decision\":\"skipped\",\"reason\":\"participant_not_found\",\"replayed\":false,"
                        + "\"enrolleeId\":null,\"enrollment\":null,\"invitation\":null,\"dueAt\":null,"
                        + "\"evidence\":{\"email\":\"ada@example.com\"}}");

        assertThat(program.memory.snapshot()).isEqualTo(before);
        verify(program.queues)
                .sendUnresolved(new ReachedEvent("day-1", "s1", PersonRef.of(Alias.email("ada@example.com")), 1));
    }

    @Test
    void anUnknownAliasThatCannotBeEnqueuedIsAFunctionError() {
        doThrow(new IllegalStateException("no queue")).when(program.queues).sendUnresolved(any());

        assertThatThrownBy(() -> InMemoryApplication.invoke(handler, naming("{\"subject\":\"auth0|Ada\"}")))
                .hasMessage("no queue");
    }

    @Test
    void aMalformedEventIsAFunctionErrorThatNamesTheFieldAndWritesNothing() {
        var before = program.memory.snapshot();

        assertThatThrownBy(() -> InMemoryApplication.invoke(handler, ADA.replace("}", ",\"instance\":\"first\"}")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("instance must be a whole number from 1 to 99999");
        assertThat(program.memory.snapshot()).isEqualTo(before);
    }
}
