package dev.tracks.usecase.configure;

import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
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

    /** @throws StaleVersionException if the precondition does not match */
    public Stored<Track> save(Track track, Precondition precondition, String by) {
        return retry.execute("track " + track.id(), () -> {
            Optional<Stored<Track>> read = configuration.track(track.id());
            precondition.check(read);
            Change<Track> change = Change.of(track, read, Timestamps.now(clock), by);
            return configuration.saveTrack(change) == WriteResult.WRITTEN
                    ? Optional.of(change.stored())
                    : Optional.empty();
        });
    }
}
