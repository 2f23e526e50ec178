package dev.tracks.domain.record;

import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tracks that led to an enrollment, oldest first; its own track is the last: {@code ["day-1","week-1"]}. Every
 * enrollment has a lineage. This program writes it and never accepts it from a caller, so that a chain of enrollments
 * ends even if the saved steps form a loop.
 *
 * @param trackIds 1 to {@value #MAX_DEPTH} different tracks, unmodifiable
 */
public record Lineage(List<String> trackIds) {

    /** The maximum number of tracks in a lineage. */
    public static final int MAX_DEPTH = 10;

    private static final String FIELD = "lineage";

    /**
     * @throws InvalidFieldException for {@code lineage} if it is empty, too long, contains an invalid {@link Id} or
     *     contains a track twice
     */
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

    /** The lineage of an enrollment that no other enrollment led to: that track only. */
    public static Lineage start(String trackId) {
        return new Lineage(Collections.singletonList(trackId));
    }

    /**
     * The lineage of an enrollment in {@code trackId} to which this enrollment leads.
     *
     * @throws InvalidFieldException if this lineage {@link #contains} the track or has {@value #MAX_DEPTH} tracks
     */
    public Lineage to(String trackId) {
        List<String> longer = new ArrayList<>(trackIds);
        longer.add(trackId);
        return new Lineage(longer);
    }

    /** Whether the lineage contains the track. */
    public boolean contains(String trackId) {
        return trackIds.contains(trackId);
    }

    /** The number of tracks: 1 for {@link #start}. */
    public int depth() {
        return trackIds.size();
    }
}
