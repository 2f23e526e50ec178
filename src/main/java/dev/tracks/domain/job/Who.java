package dev.tracks.domain.job;

import dev.tracks.domain.Id;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.step.Audience;
import java.util.Optional;
import java.util.function.Function;

/** The people whom a job is about. */
public sealed interface Who {
    /** Applies the function for this kind. */
    <T> T fold(Function<Listed, T> listed, Function<InAudience, T> audience, Function<InTrack, T> inTrack);

    /**
     * People whom the request lists; the list is stored beside the job.
     *
     * @param count how many, at most {@link #MAX}
     */
    record Listed(int count) implements Who {
        /** The maximum number of listed people (contract). */
        public static final int MAX = 5_000;

        @Override
        public <T> T fold(Function<Listed, T> listed, Function<InAudience, T> audience, Function<InTrack, T> inTrack) {
            return listed.apply(this);
        }
    }

    /** The active participants with these attributes. */
    record InAudience(Audience audience) implements Who {
        @Override
        public <T> T fold(Function<Listed, T> listed, Function<InAudience, T> audience, Function<InTrack, T> inTrack) {
            return audience.apply(this);
        }
    }

    /**
     * The people with an instance of a track.
     *
     * @param status of the instance; empty for any
     */
    record InTrack(String trackId, Optional<EnrollmentStatus> status) implements Who {
        public InTrack {
            Id.valid("who.inTrack", trackId);
        }

        @Override
        public <T> T fold(Function<Listed, T> listed, Function<InAudience, T> audience, Function<InTrack, T> inTrack) {
            return inTrack.apply(this);
        }
    }
}
