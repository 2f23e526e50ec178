package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.feedback.FeedbackRecords;
import dev.tracks.usecase.feedback.NotRecordedYetException;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.feedback.SentMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers, log lines and metrics of {@code feedback}. */
class FeedbackHandlerTest {
    private static final String MAIL = "0107018c1f2e3d4c-5b6a7988-000000";

    private final FeedbackRecords records = mock(FeedbackRecords.class);
    private final List<String> metrics = new ArrayList<>();
    private final FeedbackHandler handler = new FeedbackHandler(
            new RecordFeedback(records, new OptimisticRetry(round -> {}), InstantSource.fixed(Fixtures.NOW)),
            new Metrics(Optional.of("Tracks/test"), InstantSource.fixed(Fixtures.NOW), metrics::add));
    private final CapturedLog logged = new CapturedLog();

    @BeforeEach
    void writes() {
        when(records.suppressAddress(any())).thenReturn(WriteResult.WRITTEN);
        when(records.recordFailure(any())).thenReturn(WriteResult.WRITTEN);
        found(new SentMail(Optional.of(MAIL), Optional.empty(), false));
    }

    @AfterEach
    void close() {
        logged.close();
    }

    private void found(SentMail mail) {
        when(records.find(any())).thenReturn(Optional.of(mail));
    }

    private static String event(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/ses", name + ".json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer(String event) {
        return InMemoryApplication.invoke(handler, event).path("result").asText();
    }

    @Test
    void aBounceIsLoggedLikeAMessageThatItsChannelRefusedAndCounted() {
        assertThat(answer(event("bounce"))).isEqualTo("recorded");

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.text()).isEqualTo("undeliverable");
            assertThat(line.fields())
                    .containsAllEntriesOf(Map.of(
                            "requestId", TestContext.REQUEST_ID,
                            "message", "confirmation/ada/week-1/2",
                            "error", "bounced"));
            assertThat(line.fields().toString()).doesNotContain("@", "unknown");
        });
        assertThat(metrics)
                .singleElement()
                .asString()
                .contains("\"feedback\":\"bounced\"", "\"Feedback\":1", "\"Tracks/test\"");
    }

    @Test
    void aDelayIsCountedOnly() {
        assertThat(answer(event("delivery-delay"))).isEqualTo("noted");

        assertThat(logged.lines()).isEmpty();
        assertThat(metrics)
                .singleElement()
                .asString()
                .contains("\"feedback\":\"delayed\"", "\"records\":[\"confirmation/ada/week-1/2\"]");
    }

    @Test
    void aRepeatedEventIsNotCountedAgain() {
        found(new SentMail(Optional.of(MAIL), Optional.empty(), true));

        assertThat(answer(event("bounce"))).isEqualTo("repeated");

        assertThat(metrics).singleElement().asString().doesNotContain("_aws", "\"Feedback\"");
    }

    @Test
    void anEventAboutAnotherProgramsMailIsIgnoredWithAWarning() {
        assertThat(answer(event("bounce").replace("\"participant\"", "\"campaign\"")))
                .isEqualTo("ignored");
        assertThat(answer("{}")).isEqualTo("ignored");

        assertThat(logged.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.level()).isEqualTo("WARN"));
        assertThat(metrics).isEmpty();
    }

    @Test
    void anEventThatArrivesTooEarlyFailsSoThatLambdaRetriesIt() {
        found(new SentMail(Optional.empty(), Optional.of(Fixtures.NOW), false));

        assertThatThrownBy(() -> answer(event("bounce"))).isInstanceOf(NotRecordedYetException.class);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.hasStackTrace()).isFalse();
            assertThat(line.text()).contains("is not recorded yet");
        });
        assertThat(metrics).isEmpty();
    }

    @Test
    void anEventThatLostToConcurrentUpdatesFailsSoThatLambdaRetriesIt() {
        when(records.suppressAddress(any())).thenThrow(new ConcurrentUpdateException("confirmation"));

        assertThatThrownBy(() -> answer(event("complaint"))).isInstanceOf(ConcurrentUpdateException.class);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("WARN");
            assertThat(line.hasStackTrace()).isFalse();
            assertThat(line.fields()).containsEntry("message", "confirmation/ada/week-1/2");
        });
    }

    @Test
    void aFailureIsLoggedWithTheMessage() {
        when(records.suppressAddress(any())).thenThrow(new IllegalStateException("the table does not answer"));

        assertThatThrownBy(() -> answer(event("complaint"))).isInstanceOf(IllegalStateException.class);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("ERROR");
            assertThat(line.hasStackTrace()).isTrue();
            assertThat(line.fields()).containsEntry("message", "confirmation/ada/week-1/2");
        });
    }
}
