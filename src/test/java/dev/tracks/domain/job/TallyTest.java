package dev.tracks.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Tally TALLY = Tally.EMPTY
            .with(RowOutcome.ENROLLED, Optional.empty())
            .with(RowOutcome.SKIPPED, Optional.of("cooldown"))
            .with(RowOutcome.SKIPPED, Optional.of("loop_detected"))
            .with(RowOutcome.SKIPPED, Optional.of("cooldown"));

    @Test
    void rowsAreCountedByOutcomeAndReason() {
        assertThat(TALLY.counts()).isEqualTo(Map.of("enrolled", 1, "skipped.cooldown", 2, "skipped.loop_detected", 1));
        assertThat(TALLY.done()).isEqualTo(4);
    }

    @Test
    void rowsAreCountedByOutcomeWhateverTheirReason() {
        assertThat(TALLY.byOutcome()).isEqualTo(Map.of("enrolled", 1, "skipped", 3));
    }

    @Test
    void whatWasAddedToATallyIsItsDifference() {
        Tally added =
                Tally.EMPTY.with(RowOutcome.SKIPPED, Optional.of("cooldown")).with(RowOutcome.FAILED, Optional.empty());

        assertThat(TALLY.plus(added).minus(TALLY)).isEqualTo(added);
        assertThat(TALLY.minus(TALLY)).isEqualTo(Tally.EMPTY);
    }
}
