package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One evaluation of a cause or one thing that happened to an invitation, as the history shows it.
 *
 * @param decision what was decided or done, such as {@code skipped}, {@code accepted}, {@code reminded}
 */
public record TrailEntry(Instant at, String decision, Optional<SkipReason> reason, Map<String, Object> evidence) {
    /** The most entries that a trail keeps. */
    public static final int MAX = 20;

    /** An entry that needs no reason. */
    public static TrailEntry of(Instant at, String decision) {
        return new TrailEntry(at, decision, Optional.empty(), Map.of());
    }

    /** Whether both tell the same, at whatever time. */
    public boolean saysTheSameAs(TrailEntry other) {
        return decision.equals(other.decision) && reason.equals(other.reason) && evidence.equals(other.evidence);
    }

    /** The entry without what it tells of a person; the number of an accepted instance stays. */
    public TrailEntry blanked() {
        boolean accepted = decision.equals(InvitationStatus.ACCEPTED.wireName());
        return accepted ? this : new TrailEntry(at, decision, reason, Map.of());
    }

    /** The trail with one more entry, without the oldest if it is full. */
    public static List<TrailEntry> appended(List<TrailEntry> trail, TrailEntry entry) {
        int dropped = Math.max(0, trail.size() + 1 - MAX);
        return Stream.concat(trail.stream().skip(dropped), Stream.of(entry)).toList();
    }
}
