package dev.tracks.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One evaluation of a cause, or one change of an invitation, as the history shows it.
 *
 * @param decision what was decided or done, such as {@code skipped}, {@code accepted}, {@code reminded}
 */
public record TrailEntry(Instant at, String decision, Optional<SkipReason> reason, Map<String, Object> evidence) {
    /** The maximum number of entries in a trail. */
    public static final int MAX = 20;

    /** An entry without reason and evidence. */
    public static TrailEntry of(Instant at, String decision) {
        return new TrailEntry(at, decision, Optional.empty(), Map.of());
    }

    /** Whether both have the same decision, reason and evidence, regardless of the time. */
    public boolean hasSameResultAs(TrailEntry other) {
        return decision.equals(other.decision) && reason.equals(other.reason) && evidence.equals(other.evidence);
    }

    /** A copy without evidence about people. The number of an accepted instance is kept. */
    public TrailEntry blanked() {
        boolean accepted = decision.equals(InvitationStatus.ACCEPTED.wireName());
        return accepted ? this : new TrailEntry(at, decision, reason, Map.of());
    }

    /** The trail with one more entry. If the trail is full, the oldest entry is dropped. */
    public static List<TrailEntry> appended(List<TrailEntry> trail, TrailEntry entry) {
        int dropped = Math.max(0, trail.size() + 1 - MAX);
        return Stream.concat(trail.stream().skip(dropped), Stream.of(entry)).toList();
    }
}
