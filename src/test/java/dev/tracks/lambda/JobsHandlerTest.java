package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Tally;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.job.ProcessPage;
import dev.tracks.usecase.job.ProcessPage.Processed;
import dev.tracks.usecase.job.ProcessPage.Result;
import dev.tracks.usecase.job.StartJob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answers, log lines and metrics of {@code jobs}. */
class JobsHandlerTest {
    private static final String PAGE = "{\"jobId\":\"j1\",\"lane\":3,\"page\":2}";
    private static final LaneRef REF = new LaneRef("j1", 3, 2);
    private static final Tally ROWS = Tally.EMPTY
            .with(RowOutcome.ENROLLED, Optional.empty())
            .with(RowOutcome.SKIPPED, Optional.of("cooldown"))
            .with(RowOutcome.SKIPPED, Optional.of("duplicate"));

    private final ProcessPage processPage = mock(ProcessPage.class);
    private final StartJob startJob = mock(StartJob.class);
    private final List<String> metrics = new ArrayList<>();
    private final JobsHandler handler = new JobsHandler(
            processPage,
            startJob,
            new Metrics(Optional.of("Tracks/test"), InstantSource.fixed(Fixtures.NOW), metrics::add));
    private final CapturedLog logged = new CapturedLog();

    @AfterEach
    void close() {
        logged.close();
    }

    private void pageEndsWith(Tally rows) {
        when(processPage.process(any(), anyInt(), any())).thenReturn(new Processed(Result.PAGE_ENDED, rows));
    }

    @Test
    void eachRecordIsAPageWithTheNumberOfItsDelivery() {
        pageEndsWith(ROWS);

        JsonNode response = InMemoryApplication.invoke(handler, InMemoryApplication.sqs(PAGE));

        assertThat(InMemoryApplication.failures(response)).isEmpty();
        verify(processPage).process(eq(REF), eq(3), any());
    }

    @Test
    void aPageThatFailsIsDeliveredAgainAndItsLogLineNamesIt() {
        when(processPage.process(any(), anyInt(), any())).thenThrow(new IllegalStateException("broken"));

        JsonNode response = InMemoryApplication.invoke(handler, InMemoryApplication.sqs(PAGE));

        assertThat(InMemoryApplication.failures(response)).containsExactly("m1");
        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("ERROR");
            assertThat(line.fields()).containsAllEntriesOf(Map.of("jobId", "j1", "lane", "3", "page", "2"));
        });
        assertThat(metrics).isEmpty();
    }

    @Test
    void aMalformedRecordIsReportedAndTheOthersAreProcessed() {
        pageEndsWith(ROWS);

        JsonNode response = InMemoryApplication.invoke(handler, InMemoryApplication.sqs("{\"jobId\":\"j1\"}", PAGE));

        assertThat(InMemoryApplication.failures(response)).containsExactly("m1");
        verify(processPage).process(eq(REF), anyInt(), any());
    }

    @Test
    void aPageIsOneLogLineWithItsResultAndTheNumberOfRowsByOutcome() {
        pageEndsWith(ROWS);

        InMemoryApplication.invoke(handler, InMemoryApplication.sqs(PAGE));

        assertThat(logged.lines()).isEmpty();
        assertThat(metrics)
                .map(Json::read)
                .filteredOn(line -> line.has("message"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("message").asText()).isEqualTo("page");
                    assertThat(line.path("rows")).isEqualTo(Json.read("{\"enrolled\":1,\"skipped\":2}"));
                    assertThat(line.path("mdc"))
                            .isEqualTo(Json.of(Map.of(
                                    "requestId", TestContext.REQUEST_ID,
                                    "jobId", "j1",
                                    "lane", "3",
                                    "page", "2",
                                    "result", "page_ended")));
                });
    }

    @Test
    void rowsAreCountedByOutcome() {
        pageEndsWith(ROWS);

        InMemoryApplication.invoke(handler, InMemoryApplication.sqs(PAGE));

        assertThat(metrics)
                .extracting(Json::read)
                .extracting(line -> line.path("outcome").asText() + " "
                        + line.path("JobRows").asInt())
                .containsExactly("enrolled 1", "skipped 2");
    }

    @Test
    void aRowIsStartedWhileMoreThanTenSecondsAreLeftAndForTwentySecondsAtMost() throws IOException {
        assertThat(mayContinue(30_000, 29_000, 10_001, 10_000)).containsExactly(true, true, false);
        assertThat(mayContinue(25_000, 10_001, 10_000)).containsExactly(true, false);
        assertThat(mayContinue(60_000, 40_001, 40_000)).containsExactly(true, false);
    }

    /** What the use case is told when that much time is left: first at the beginning of the page, then before rows. */
    private List<Boolean> mayContinue(int... millisLeft) throws IOException {
        Iterator<Integer> left = IntStream.of(millisLeft).iterator();
        Context context = mock(Context.class);
        when(context.getRemainingTimeInMillis()).thenAnswer(call -> left.next());
        List<Boolean> told = new ArrayList<>();
        when(processPage.process(any(), anyInt(), any())).thenAnswer(call -> {
            BooleanSupplier mayContinue = call.getArgument(2);
            while (left.hasNext()) {
                told.add(mayContinue.getAsBoolean());
            }
            return new Processed(Result.PAGE_ENDED, Tally.EMPTY);
        });
        byte[] event = InMemoryApplication.sqs(PAGE).getBytes(StandardCharsets.UTF_8);
        handler.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
        return told;
    }

    @Test
    void anEventOfSchedulerStartsTheJob() {
        when(startJob.start("j1")).thenReturn(true);

        JsonNode answer = InMemoryApplication.invoke(handler, "{\"jobId\":\"j1\"}");

        assertThat(answer).isEqualTo(Json.read("{\"started\":true}"));
        verifyNoInteractions(processPage);
        assertThat(logged.lines()).isEmpty();
        assertThat(metrics)
                .singleElement()
                .asString()
                .contains("\"message\":\"start\"", "\"result\":\"started\"", "\"records\":[\"j1\"]");
    }

    @Test
    void aMalformedEventIsAnErrorOfTheFunctionThatNamesTheField() {
        assertThatThrownBy(() -> InMemoryApplication.invoke(handler, "{\"job\":\"j1\"}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("jobId");

        verifyNoInteractions(startJob, processPage);
        assertThat(logged.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.level()).isEqualTo("WARN"));
    }

    @Test
    void aJobThatCannotBeStartedIsAnErrorOfTheFunctionSoThatItsEventIsRetried() {
        when(startJob.start("j1")).thenThrow(new ConcurrentUpdateException("job j1"));

        assertThatThrownBy(() -> InMemoryApplication.invoke(handler, "{\"jobId\":\"j1\"}"))
                .isInstanceOf(ConcurrentUpdateException.class);

        assertThat(logged.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo("ERROR");
            assertThat(line.fields()).containsEntry("jobId", "j1");
        });
    }
}
