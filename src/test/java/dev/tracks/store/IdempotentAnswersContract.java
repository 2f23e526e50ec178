package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers stored under an Idempotency-Key, together with the enrollment. */
interface IdempotentAnswersContract extends WithPorts {
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
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(ledger().instances("ada", "week-1")).containsExactly(enrollment);
        assertThat(ledger().answer("root", "k1")).contains(answer);
    }

    @Test
    default void aUsedKeyLeavesNoEnrollment() {
        IdempotentAnswer answer = answer("root", "k1", "first");
        ledger().saveAnswer(answer);
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);

        assertThat(ledger().enrollDirectly(enrollment, Optional.of(answer("root", "k1", "second")), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ledger().instances("ada", "week-1")).isEmpty();
        assertThat(ledger().answer("root", "k1")).contains(answer);
    }

    @Test
    default void anExistingInstanceLeavesNoAnswer() {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(enrollment);

        assertThat(ledger().enrollDirectly(enrollment, Optional.of(answer("root", "k1", "{}")), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ledger().answer("root", "k1")).isEmpty();
    }

    @Test
    default void aKeyIsUsedOnceUntilItsAnswerHasExpired() {
        IdempotentAnswer first = answer("root", "k1", "first");
        assertThat(ledger().saveAnswer(first)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ledger().saveAnswer(answer("root", "k1", "second"))).isEqualTo(WriteResult.CONDITION_FAILED);

        ports().clock.advance(IdempotentAnswer.KEPT_FOR);
        assertThat(ledger().answer("root", "k1")).contains(first);
        assertThat(ledger().saveAnswer(answer("root", "k1", "second"))).isEqualTo(WriteResult.CONDITION_FAILED);

        ports().clock.advance(Duration.ofMillis(1));
        assertThat(ledger().answer("root", "k1")).isEmpty();
        IdempotentAnswer third = answer("root", "k1", "third");
        assertThat(ledger().saveAnswer(third)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ledger().answer("root", "k1")).contains(third);
    }

    @Test
    default void keysOfDifferentCallersAreIndependent() {
        Map<String, String> callers = Map.of("root", "a#b", "root#a", "b", "root%23a", "b", "other", "a#b");

        callers.forEach((subject, key) ->
                assertThat(ledger().saveAnswer(answer(subject, key, subject))).isEqualTo(WriteResult.WRITTEN));

        callers.forEach((subject, key) -> assertThat(ledger().answer(subject, key))
                .get()
                .extracting(IdempotentAnswer::answer)
                .isEqualTo(subject));
    }

    @Test
    default void theTimeToLiveOfAnAnswerEndsAfterItHasExpired() {
        ports().clock.advance(Duration.ofMillis(900));
        IdempotentAnswer answer = answer("root", "k1", "{}");
        ledger().saveAnswer(answer);

        ItemReader item =
                new ItemReader(ports().table.get(Keys.idempotency("root", "k1")).orElseThrow());

        assertThat(Instant.ofEpochSecond(item.number(Items.EXPIRES_AT_EPOCH)))
                .isBetween(answer.expiresAt(), answer.expiresAt().plusSeconds(1));
    }
}
