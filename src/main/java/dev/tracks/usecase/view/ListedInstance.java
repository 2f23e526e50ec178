package dev.tracks.usecase.view;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance as the list of its track has it: without progress and lineage, which only the record has.
 *
 * @param endedAt when it was completed or cancelled, if it was
 */
public record ListedInstance(
        String participantId,
        EnrollmentRef ref,
        EnrollmentStatus status,
        Instant startedAt,
        Optional<Instant> endedAt) {}
