package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tracks that led to an enrollment, oldest first, its own track last: {@code ["day-1","week-1"]}. Every enrollment
 * carries one, written by us and never taken from a caller, so that a chain of enrollments ends even if the saved steps
 * form a circle.
 *
 * @param trackIds 1 to {@value #MAX_DEPTH} different tracks, unmodifiable
 */
public record Lineage(List<String> trackIds) {

    /** The most tracks that one lineage can hold. */
    public static final int MAX_DEPTH = 10;

    private static final String FIELD = "lineage";

    /** @throws InvalidFieldException for {@code lineage}: empty, too long, not {@link Id}s, or a track twice */
    public Lineage {
        if (trackIds == null || trackIds.isEmpty()) {
            throw new InvalidFieldException(FIELD, "must name at least the enrollment's own track");
        }
        if (trackIds.size() > MAX_DEPTH) {
            throw new InvalidFieldException(
                    FIELD, "must have at most " + MAX_DEPTH + " tracks, would have " + trackIds.size());
        }
        Set<String> seen = new HashSet<>();
        for (String trackId : trackIds) {
            Id.valid(FIELD, trackId);
            if (!seen.add(trackId)) {
                throw new InvalidFieldException(FIELD, "must name each track once, has " + trackId + " twice");
            }
        }
        trackIds = List.copyOf(trackIds);
    }

    /** The lineage of an enrollment that no other led to: that track alone. */
    public static Lineage start(String trackId) {
        return new Lineage(Collections.singletonList(trackId));
    }

    /**
     * The lineage of an enrollment that this one leads to.
     *
     * @throws InvalidFieldException if this one {@link #contains} the track already or has {@value #MAX_DEPTH}
     */
    public Lineage to(String trackId) {
        List<String> longer = new ArrayList<>(trackIds);
        longer.add(trackId);
        return new Lineage(longer);
    }

    public boolean contains(String trackId) {
        return trackIds.contains(trackId);
    }

    /** How many tracks it holds, itself included: 1 for a {@link #start}. */
    public int depth() {
        return trackIds.size();
    }
}
