package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Erasure;
import java.time.Instant;
import java.util.Optional;

/** Erasures that the sweep repeats, with a guard disabled. */
final class ErasureGuards {
    private ErasureGuards() {}

    /** Items written during the erasure stay. */
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
