package dev.tracks.store;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tracks and steps, kept for a while in this process. An absence is never kept: it is asked for again each time. */
public final class CachedCatalog implements Catalog {
    private record Kept<T>(T value, Instant until) {}

    private final Configuration configuration;
    private final Duration keptFor;
    private final InstantSource clock;
    private final Map<String, Kept<Track>> tracks = new ConcurrentHashMap<>();
    private final Map<Key, Kept<AddToTrackStep>> steps = new ConcurrentHashMap<>();

    /** @param keptFor zero: nothing is kept */
    public CachedCatalog(Configuration configuration, Duration keptFor, InstantSource clock) {
        this.configuration = configuration;
        this.keptFor = keptFor;
        this.clock = clock;
    }

    @Override
    public Optional<Track> track(String trackId) {
        return read(tracks, trackId, () -> configuration.track(trackId));
    }

    @Override
    public Optional<AddToTrackStep> step(String trackId, String stepId) {
        return read(steps, Keys.step(trackId, stepId), () -> configuration.step(trackId, stepId));
    }

    private <K, T> Optional<T> read(Map<K, Kept<T>> cache, K key, Supplier<Optional<Stored<T>>> source) {
        Instant now = clock.instant();
        Kept<T> kept = cache.get(key);
        if (kept != null && now.isBefore(kept.until())) {
            return Optional.of(kept.value());
        }
        Optional<T> read = source.get().map(Stored::value);
        read.ifPresentOrElse(value -> cache.put(key, new Kept<>(value, now.plus(keptFor))), () -> cache.remove(key));
        return read;
    }
}
