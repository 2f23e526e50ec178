package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.Enrollment;
import dev.tracks.usecase.IdempotentAnswer;
import dev.tracks.usecase.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers kept under an Idempotency-Key, with what they answered. */
interface AnswersContract extends WithPorts {
    private TableLedger ledger() {
        return ports().ledger;
    }

    private IdempotentAnswer answer(String subject, String key, String text) {
        return new IdempotentAnswer(
                subject, key, "hash", text, ports().clock.instant().plus(IdempotentAnswer.KEPT_FOR));
    }

    @Test
    default void enrollmentAndItsAnswerAreWrittenTogether() {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        IdempotentAnswer answer = answer("root", "k1", "{}");

        assertThat(ledger().enrollDirectly(enrollment, Optional.of(answer), "root"))
                .isEqualTo(Written.DONE);

        assertThat(ledger().instances("ada", "week-1")).containsExactly(enrollment);
        assertThat(ledger().answer("root", "k1")).contains(answer);
    }

    @Test
    default void aUsedKeyLeavesNoEnrollment() {
        IdempotentAnswer answer = answer("root", "k1", "first");
        ledger().keepAnswer(answer);
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);

        assertThat(ledger().enrollDirectly(enrollment, Optional.of(answer("root", "k1", "second")), "root"))
                .isEqualTo(Written.TAKEN);

        assertThat(ledger().instances("ada", "week-1")).isEmpty();
        assertThat(ledger().answer("root", "k1")).contains(answer);
    }

    @Test
    default void aTakenInstanceLeavesNoAnswer() {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(enrollment);

        assertThat(ledger().enrollDirectly(enrollment, Optional.of(answer("root", "k1", "{}")), "root"))
                .isEqualTo(Written.TAKEN);

        assertThat(ledger().answer("root", "k1")).isEmpty();
    }

    @Test
    default void aKeyIsUsedOnceUntilItsAnswerHasExpired() {
        IdempotentAnswer first = answer("root", "k1", "first");
        assertThat(ledger().keepAnswer(first)).isEqualTo(Written.DONE);
        assertThat(ledger().keepAnswer(answer("root", "k1", "second"))).isEqualTo(Written.TAKEN);

        ports().clock.advance(IdempotentAnswer.KEPT_FOR);
        assertThat(ledger().answer("root", "k1")).contains(first);
        assertThat(ledger().keepAnswer(answer("root", "k1", "second"))).isEqualTo(Written.TAKEN);

        ports().clock.advance(Duration.ofMillis(1));
        assertThat(ledger().answer("root", "k1")).isEmpty();
        IdempotentAnswer third = answer("root", "k1", "third");
        assertThat(ledger().keepAnswer(third)).isEqualTo(Written.DONE);
        assertThat(ledger().answer("root", "k1")).contains(third);
    }

    @Test
    default void keysOfDifferentCallersNeverMeet() {
        Map<String, String> callers = Map.of("root", "a#b", "root#a", "b", "root%23a", "b", "other", "a#b");

        callers.forEach((subject, key) ->
                assertThat(ledger().keepAnswer(answer(subject, key, subject))).isEqualTo(Written.DONE));

        callers.forEach((subject, key) -> assertThat(ledger().answer(subject, key))
                .get()
                .extracting(IdempotentAnswer::answer)
                .isEqualTo(subject));
    }

    @Test
    default void theTableMayForgetAnAnswerOnlyAfterItHasExpired() {
        ports().clock.advance(Duration.ofMillis(900));
        IdempotentAnswer answer = answer("root", "k1", "{}");
        ledger().keepAnswer(answer);

        ItemReader item =
                new ItemReader(ports().table.get(Keys.idempotency("root", "k1")).orElseThrow());

        assertThat(Instant.ofEpochSecond(item.number(Items.EXPIRES_AT_EPOCH)))
                .isBetween(answer.expiresAt(), answer.expiresAt().plusSeconds(1));
    }
}
