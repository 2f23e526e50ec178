package dev.tracks.usecase.job.undo;

import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be written so that a run and everything that followed from it is undone.
 *
 * @param links from the run downwards; empty if there is nothing to undo
 * @param evidence what is undone: {@code {enrollments,invitations,runs,untouched}}; without links, {@code untouched} only
 * @param unchanged why there is nothing to undo; present exactly if there are no links
 */
public record UndoPlan(List<Link> links, Map<String, Object> evidence, Optional<Unchanged> unchanged) {
    /** Why there is nothing to undo. */
    public enum Unchanged implements WireName {
        /** The person has completed the instance to which the step led. */
        COMPLETED,
        /** The instance, or the waiting run, was cancelled before. */
        CANCELLED,
        /** Nothing is left, or nothing ever came of it. */
        NOTHING_TO_UNDO
    }

    /**
     * What is written in one transaction.
     *
     * @param undone the instance that is cancelled as undone
     * @param cancelled runs that are cancelled: each is the next version of the run that was read, or the first one of a
     *     step that the person has not reached
     * @param withdrawn invitations, each the next version of the one that was read
     */
    public record Link(Optional<Change<Enrollment>> undone, List<Run> cancelled, List<Invitation> withdrawn) {
        /** The number of records that it changes. */
        public int size() {
            return undone.map(change -> 1).orElse(0) + cancelled.size() + withdrawn.size();
        }
    }
}
