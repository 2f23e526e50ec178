package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Erasure;
import java.time.Instant;
import java.util.Optional;

/** Erasures as the sweep repeats them, without a guard. */
final class ErasureGuards {
    private ErasureGuards() {}

    /** What was written while the erasure went on stays. */
    static Erasure neverRepeating(Erasure erasure) {
        return new Erasure() {
            @Override
            public Optional<WriteResult> tombstone(String participantId, Instant at, Instant repeatAt, String by) {
                return erasure.tombstone(participantId, at, repeatAt, by);
            }

            @Override
            public Pass blank(String participantId, Instant at) {
                return Pass.CLEAN;
            }

            @Override
            public void repeatAt(String participantId, Instant at) {
                erasure.repeatAt(participantId, at);
            }

            @Override
            public void repeated(String participantId) {
                erasure.repeated(participantId);
            }
        };
    }
}
