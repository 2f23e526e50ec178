package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.usecase.WriteResult.WRITTEN;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.message.FakeRenderers;
import dev.tracks.usecase.message.StepMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.ArgumentCaptor;

/** A step that Ada has reached, with mocked ports. */
abstract class RunStepFixture {
    static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    static final Lineage LINEAGE = Lineage.start("day-1").to("week-1");
    static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    final Catalog catalog = mock(Catalog.class);
    final Ledger ledger = mock(Ledger.class);
    final List<Integer> pauses = new ArrayList<>();
    Instant now = NOW;
    final RunStep runStep = new RunStep(
            catalog,
            ledger,
            new StepMessages(FakeRenderers.OF_VALUES),
            new OptimisticRetry(pauses::add),
            () -> now,
            TERMS);

    @BeforeEach
    void adaHasReachedAnAutomaticStep() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        given(Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome {{user}}, from {{current_track}}"));
        givenRun(Optional.empty());
        when(ledger.enroll(any(), any(), any())).thenReturn(WRITTEN);
        when(ledger.invite(any(), any(), any())).thenReturn(WRITTEN);
        when(ledger.save(any())).thenReturn(WRITTEN);
    }

    void given(Step step) {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.of(step.build()));
    }

    void givenRun(Optional<Run> run) {
        when(ledger.read(CAUSE, Optional.of("week-1"))).thenReturn(reading(run));
    }

    static Reading reading(Optional<Run> run) {
        return new Reading(
                Optional.of(Fixtures.person("ada").build()),
                Optional.of(Fixtures.enrollment("ada", "day-1", 1)),
                run,
                Optional.empty());
    }

    Run keptBy(RunStep runStep) {
        runStep.run(CAUSE);
        ArgumentCaptor<Run> run = ArgumentCaptor.forClass(Run.class);
        verify(ledger).save(run.capture());
        return run.getValue();
    }

    static Run enrolled() {
        return Run.of(
                CAUSE,
                new Enroll("ada", new EnrollmentRef("week-1", 1)),
                Optional.of(Fixtures.step("day-1", "s1", "week-1").build()),
                NOW,
                Optional.empty());
    }
}
