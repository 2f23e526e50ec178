package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Erasure.Pass;
import java.time.Instant;

/** Ada, who is erased a minute after her cause. */
interface ErasureFixture extends WithPorts {
    StepReached ADAS = Fixtures.cause("day-1", "s1", "ada", 1);
    Instant ERASED = Fixtures.NOW.plusSeconds(60);

    default void erase() {
        assertThat(ports().erasure.tombstone("ada", ERASED, ERASED.plusSeconds(900), "root"))
                .contains(WriteResult.WRITTEN);
        assertThat(ports().erasure.blank("ada", ERASED)).isNotEqualTo(Pass.LEFT);
        assertThat(ports().erasure.blank("ada", ERASED)).isEqualTo(Pass.CLEAN);
    }
}
