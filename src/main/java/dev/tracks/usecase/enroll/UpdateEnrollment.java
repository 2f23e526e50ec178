package dev.tracks.usecase.enroll;

import dev.tracks.domain.MergePatch;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Updates the progress of an instance, completes it or cancels it. */
@Singleton
public final class UpdateEnrollment {
    /**
     * What to change.
     *
     * @param status the new status; empty keeps the status
     * @param progress a merge patch (RFC 7396); empty keeps the progress
     */
    public record Patch(Optional<EnrollmentStatus> status, Optional<Map<String, Object>> progress) {}

    /** The instance has ended and can no longer be changed. */
    public static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedException(Enrollment enrollment) {
            super("the enrollment is " + enrollment.status().wireName() + " and can no longer be changed");
        }
    }

    private final Enrollments enrollments;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public UpdateEnrollment(Enrollments enrollments, OptimisticRetry retry, InstantSource clock) {
        this.enrollments = enrollments;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Updates this instance and no other. If it already has this status and progress, nothing is written, even if it
     * has ended.
     *
     * @param check throws an exception if the caller does not accept the result, for example if the progress is too
     *     large
     * @throws NotFoundException if the instance does not exist
     * @throws EndedException if the instance has ended and would change
     * @throws ErasedException if the person's data have been erased and the instance would change
     * @throws StaleVersionException if the precondition does not match
     */
    public Stored<Enrollment> update(
            String participantId,
            EnrollmentRef ref,
            Patch patch,
            Precondition precondition,
            Consumer<Enrollment> check,
            String by) {
        return retry.execute("enrollment in " + ref.trackId(), () -> {
            Optional<Stored<Enrollment>> read = enrollments.enrollment(participantId, ref);
            precondition.check(read);
            Enrollment before = read.map(Stored::value)
                    .orElseThrow(() -> new NotFoundException("enrollment", ref.trackId() + "/" + ref.instance()));
            EnrollmentStatus status = patch.status().orElse(before.status());
            Map<String, Object> progress = patch.progress()
                    .map(change -> MergePatch.apply(before.progress(), change))
                    .orElse(before.progress());
            if (status == before.status() && progress.equals(before.progress())) {
                return read;
            }
            if (before.status() != EnrollmentStatus.ACTIVE) {
                throw new EndedException(before);
            }
            Enrollment after = before.with(status, progress, Timestamps.now(clock));
            check.accept(after);
            Change<Enrollment> change = Change.of(after, read, Timestamps.now(clock), by);
            WriteResult written = enrollments.change(change);
            if (written == WriteResult.CONDITION_FAILED && enrollments.isErased(participantId)) {
                throw new ErasedException(participantId);
            }
            return written == WriteResult.WRITTEN ? Optional.of(change.stored()) : Optional.empty();
        });
    }
}
