package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.EnrollDirectly.Answer;
import dev.tracks.usecase.enroll.EnrollDirectly.Answer.Enrolled;
import dev.tracks.usecase.enroll.EnrollDirectly.Answer.Refused;
import dev.tracks.usecase.enroll.EnrollDirectly.Key;
import dev.tracks.usecase.enroll.EnrollDirectly.KeyReusedException;
import dev.tracks.usecase.enroll.EnrollDirectly.Result;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.message.StepMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrollDirectlyTest {
    private static final DirectEnrollment REQUEST = new DirectEnrollment("week-1", "ada", ReEnrollment.NO);
    private static final Enrollment FRESH =
            Enrollment.started("ada", new EnrollmentRef("week-1", 1), NOW, Source.API, Lineage.start("week-1"));
    private static final Key KEY = new Key("root", "k1", "hash", EnrollDirectlyTest::text);

    /** The time on the system clock, which measures the age of keys; the business clock runs faster. */
    private static final Instant SYSTEM_NOW = NOW.minus(Duration.ofDays(400));

    private final Catalog catalog = mock(Catalog.class);
    private final Ledger ledger = mock(Ledger.class);
    private final EnrollDirectly enrollDirectly = new EnrollDirectly(
            new DecideDirectly(catalog, ledger, mock(StepMessages.class), () -> NOW),
            ledger,
            new OptimisticRetry(round -> {}),
            () -> NOW,
            () -> SYSTEM_NOW);

    @BeforeEach
    void adaIsNotYetInWeek1() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        given(Optional.empty());
        when(ledger.answer(any(), any())).thenReturn(Optional.empty());
        when(ledger.enrollDirectly(any(), any(), any())).thenReturn(WriteResult.WRITTEN);
        when(ledger.saveAnswer(any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void writesAnInstanceWithSourceApi() {
        assertThat(enrollDirectly.enroll(REQUEST, Optional.empty(), "root")).isEqualTo(now(new Enrolled(FRESH)));

        verify(ledger).readPerson("ada", Optional.of("week-1"));
        verify(ledger).enrollDirectly(FRESH, Optional.empty(), "root");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aPersonWhoStartedBeforeIsRefusedAndNothingIsWritten() {
        given(Optional.of(FRESH));

        Result result = enrollDirectly.enroll(REQUEST, Optional.empty(), "root");

        assertThat(result.replayed()).isEmpty();
        assertThat(result.answer()).containsInstanceOf(Refused.class);
        verify(ledger).readPerson("ada", Optional.of("week-1"));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void anotherPolicyReadsAllInstances() {
        given(Optional.of(FRESH));
        when(ledger.instances("ada", "week-1")).thenReturn(List.of(FRESH, Fixtures.enrollment("ada", "week-1", 2)));
        DirectEnrollment again = new DirectEnrollment("week-1", "ada", ReEnrollment.YES);

        Result result = enrollDirectly.enroll(again, Optional.empty(), "root");

        assertThat(result.answer())
                .hasValueSatisfying(answer ->
                        assertThat(((Enrolled) answer).enrollment().instance()).isEqualTo(3));
    }

    @Test
    void ifTheFirstInstanceIsUndoneTheOthersDecide() {
        Enrollment undone = FRESH.undo(NOW);
        given(Optional.of(undone));
        when(ledger.instances("ada", "week-1")).thenReturn(List.of(undone));
        assertThat(enrollDirectly.enroll(REQUEST, Optional.empty(), "root").answer())
                .hasValueSatisfying(answer ->
                        assertThat(((Enrolled) answer).enrollment().instance()).isEqualTo(2));

        when(ledger.instances("ada", "week-1")).thenReturn(List.of(undone, Fixtures.enrollment("ada", "week-1", 2)));
        assertThat(enrollDirectly.enroll(REQUEST, Optional.empty(), "root").answer())
                .hasValueSatisfying(answer ->
                        assertThat(((Refused) answer).skip().evidence()).containsEntry("instance", 2));
    }

    @Test
    void withAKeyTheAnswerIsStoredForOneDayInTheSameWrite() {
        enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root");

        verify(ledger).enrollDirectly(FRESH, Optional.of(kept("Enrolled")), "root");
        verify(ledger, never()).saveAnswer(any());
    }

    @Test
    void withAKeyARefusalIsStoredToo() {
        when(catalog.track("week-1")).thenReturn(Optional.empty());

        Result result = enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root");

        assertThat(result).isEqualTo(now(new Refused(new Skip(SkipReason.DESTINATION_NOT_FOUND, Map.of()))));
        verify(ledger).saveAnswer(kept("Refused"));
        verify(ledger, never()).enrollDirectly(any(), any(), any());
    }

    @Test
    void theSameKeyAndBodyAnswerAsBeforeAndWriteNothing() {
        when(ledger.answer("root", "k1")).thenReturn(Optional.of(kept("as before")));

        Result result = enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root");

        assertThat(result).isEqualTo(new Result(Optional.empty(), Optional.of("as before")));
        verify(ledger).answer("root", "k1");
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        IdempotentAnswer other =
                new IdempotentAnswer("root", "k1", "another hash", "as before", NOW.plus(Duration.ofHours(1)));
        when(ledger.answer("root", "k1")).thenReturn(Optional.of(other));

        assertThatExceptionOfType(KeyReusedException.class)
                .isThrownBy(() -> enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root"))
                .withMessageContaining("Idempotency-Key");
        verify(ledger, never()).enrollDirectly(any(), any(), any());
    }

    @Test
    void anExpiredAnswerIsIgnored() {
        IdempotentAnswer expired =
                new IdempotentAnswer("root", "k1", "another hash", "as before", SYSTEM_NOW.minusMillis(1));
        when(ledger.answer("root", "k1")).thenReturn(Optional.of(expired));

        assertThat(enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root")).isEqualTo(now(new Enrolled(FRESH)));
    }

    @Test
    void ofTwoConcurrentRequestsWithOneKeyTheSecondReturnsTheFirstAnswer() {
        when(ledger.enrollDirectly(any(), any(), any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(ledger.answer("root", "k1")).thenReturn(Optional.empty(), Optional.of(kept("the first")));

        assertThat(enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root").replayed())
                .contains("the first");
    }

    @Test
    void ofTwoConcurrentRefusalsWithOneKeyTheSecondReturnsTheFirstAnswer() {
        given(Optional.of(FRESH));
        when(ledger.saveAnswer(any())).thenReturn(WriteResult.CONFLICT);
        when(ledger.answer("root", "k1")).thenReturn(Optional.empty(), Optional.of(kept("the first")));

        assertThat(enrollDirectly.enroll(REQUEST, Optional.of(KEY), "root").replayed())
                .contains("the first");
    }

    @Test
    void ifTheInstanceNumberWasUsedConcurrentlyItDecidesAgain() {
        when(ledger.enrollDirectly(any(), any(), any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(ledger.readPerson("ada", Optional.of("week-1")))
                .thenReturn(person(Optional.empty()), person(Optional.of(FRESH)));

        assertThat(enrollDirectly.enroll(REQUEST, Optional.empty(), "root").answer())
                .containsInstanceOf(Refused.class);
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheTrack() {
        when(ledger.enrollDirectly(any(), any(), any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> enrollDirectly.enroll(REQUEST, Optional.empty(), "root"))
                .withMessageContaining("week-1");
    }

    private void given(Optional<Enrollment> firstInstance) {
        when(ledger.readPerson("ada", Optional.of("week-1"))).thenReturn(person(firstInstance));
    }

    private static PersonReading person(Optional<Enrollment> firstInstance) {
        return new PersonReading(Optional.of(Fixtures.person("ada").build()), firstInstance);
    }

    private static Result now(Answer answer) {
        return new Result(Optional.of(answer), Optional.empty());
    }

    private static IdempotentAnswer kept(String text) {
        return new IdempotentAnswer("root", "k1", "hash", text, SYSTEM_NOW.plus(Duration.ofHours(24)));
    }

    private static String text(Answer answer) {
        return answer.getClass().getSimpleName();
    }
}
