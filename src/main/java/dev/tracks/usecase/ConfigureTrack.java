package dev.tracks.usecase;

import dev.tracks.domain.Track;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An admin creates or replaces a track. */
@Singleton
public final class ConfigureTrack {
    private final Configuration configuration;
    private final Rounds rounds;
    private final InstantSource clock;

    public ConfigureTrack(Configuration configuration, Rounds rounds, InstantSource clock) {
        this.configuration = configuration;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** @throws StaleVersionException if the precondition does not hold */
    public Stored<Track> save(Track track, Precondition precondition, String by) {
        return rounds.untilWritten("track " + track.id(), () -> {
            Optional<Stored<Track>> read = configuration.track(track.id());
            precondition.check(read);
            Change<Track> change = Change.of(track, read, Times.now(clock), by);
            return configuration.saveTrack(change) == Written.DONE ? Optional.of(change.stored()) : Optional.empty();
        });
    }
}
