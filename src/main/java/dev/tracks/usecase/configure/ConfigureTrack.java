package dev.tracks.usecase.configure;

import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** An admin creates or replaces a track. */
@Singleton
public final class ConfigureTrack {
    private final Configuration configuration;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public ConfigureTrack(Configuration configuration, OptimisticRetry retry, InstantSource clock) {
        this.configuration = configuration;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Saves the track. If it already has this value, nothing is written.
     *
     * @throws StaleVersionException if the precondition does not match
     */
    public Saved<Track> save(Track track, Precondition precondition, String by) {
        return retry.execute("track " + track.id(), () -> {
            Optional<Stored<Track>> read = configuration.track(track.id());
            precondition.check(read);
            return Saved.unchanged(track, read).or(() -> write(Change.of(track, read, Timestamps.now(clock), by)));
        });
    }

    private Optional<Saved<Track>> write(Change<Track> change) {
        return configuration.saveTrack(change) == WriteResult.WRITTEN
                ? Optional.of(Saved.of(change))
                : Optional.empty();
    }
}
