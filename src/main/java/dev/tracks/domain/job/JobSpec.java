package dev.tracks.domain.job;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.ReEnrollment;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a job has to do. Code that differs by kind is a {@link Visitor}. */
public sealed interface JobSpec {
    JobKind kind();

    /** The track that the job is about; empty for messages of any track. */
    Optional<String> track();

    /** All tracks that whoever creates the job must manage. */
    Set<String> tracks();

    /** The people whom the request names, for kinds that it names some for. */
    default Optional<Who> people() {
        return Optional.empty();
    }

    <R> R accept(Visitor<R> visitor);

    /** One method for each kind. */
    interface Visitor<R> {
        R enroll(Enroll spec);

        R rerun(Rerun spec);

        R apply(Apply spec);

        R undo(Undo spec);

        R remove(Remove spec);

        R resend(Resend spec);
    }

    /**
     * Enrolls people in a track.
     *
     * @param message the confirmation; empty to send none
     */
    record Enroll(String trackId, Who who, ReEnrollment reEnrollment, Optional<MessageTemplate> message)
            implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.ENROLL;
        }

        @Override
        public Optional<Who> people() {
            return Optional.of(who);
        }

        @Override
        public Optional<String> track() {
            return Optional.of(trackId);
        }

        @Override
        public Set<String> tracks() {
            return withTrackOf(trackId, who);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enroll(this);
        }
    }

    /** A step of a track, with the track to which it leads. */
    record StepOf(String trackId, String stepId, String destinationTrackId) {}

    /**
     * Decides runs again that were skipped for a reason.
     *
     * @param trackId the steps in this track or into it
     * @param stepId the only step of the track, if present
     * @param steps the steps, as they were when the job was created
     * @param since runs whose latest evaluation was at that time or later
     * @param until and before that time; a run that is evaluated after the job's start is not rerun
     */
    record Rerun(
            String trackId,
            Optional<String> stepId,
            SkipReason reason,
            Instant since,
            Instant until,
            List<StepOf> steps)
            implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.RERUN;
        }

        @Override
        public Optional<String> track() {
            return Optional.of(trackId);
        }

        @Override
        public Set<String> tracks() {
            Set<String> tracks = new LinkedHashSet<>(Set.of(trackId));
            steps.forEach(step -> tracks.addAll(List.of(step.trackId(), step.destinationTrackId())));
            return tracks;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.rerun(this);
        }
    }

    /** Lets the people of the step's track reach the step who have no run of it. */
    record Apply(StepOf step) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.APPLY;
        }

        @Override
        public Optional<String> track() {
            return Optional.of(step.trackId());
        }

        @Override
        public Set<String> tracks() {
            return tracksOf(step);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.apply(this);
        }
    }

    /** Reverts what the step did from a time (inclusive) to another one (exclusive). */
    record Undo(StepOf step, Instant from, Instant to) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.UNDO;
        }

        @Override
        public Optional<String> track() {
            return Optional.of(step.trackId());
        }

        @Override
        public Set<String> tracks() {
            return tracksOf(step);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.undo(this);
        }
    }

    /** Cancels the active enrollments, waiting runs and open invitations of people in a track. */
    record Remove(String trackId, Who who) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.REMOVE;
        }

        @Override
        public Optional<Who> people() {
            return Optional.of(who);
        }

        @Override
        public Optional<String> track() {
            return Optional.of(trackId);
        }

        @Override
        public Set<String> tracks() {
            return withTrackOf(trackId, who);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.remove(this);
        }
    }

    /**
     * Sends messages again that were refused with an error at that time or later.
     *
     * @param track the only track whose messages are sent, if present
     */
    record Resend(String error, Instant since, Optional<String> track) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.RESEND;
        }

        @Override
        public Set<String> tracks() {
            return track.map(Set::of).orElse(Set.of());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resend(this);
        }
    }

    private static Set<String> withTrackOf(String trackId, Who who) {
        Set<String> tracks = new LinkedHashSet<>(Set.of(trackId));
        who.fold(listed -> false, audience -> false, inTrack -> tracks.add(inTrack.trackId()));
        return tracks;
    }

    private static Set<String> tracksOf(StepOf step) {
        return new LinkedHashSet<>(List.of(step.trackId(), step.destinationTrackId()));
    }
}
