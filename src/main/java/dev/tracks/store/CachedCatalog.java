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

/** Caches tracks and steps in this process. If one does not exist, that is not cached: each call reads it again. */
public final class CachedCatalog implements Catalog {
    private record Entry<T>(T value, Instant until) {}

    private final Configuration configuration;
    private final Duration timeToLive;
    private final InstantSource clock;
    private final Map<String, Entry<Track>> tracks = new ConcurrentHashMap<>();
    private final Map<Key, Entry<AddToTrackStep>> steps = new ConcurrentHashMap<>();

    /** @param timeToLive how long an entry is used; with zero, nothing is cached */
    public CachedCatalog(Configuration configuration, Duration timeToLive, InstantSource clock) {
        this.configuration = configuration;
        this.timeToLive = timeToLive;
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

    private <K, T> Optional<T> read(Map<K, Entry<T>> cache, K key, Supplier<Optional<Stored<T>>> source) {
        Instant now = clock.instant();
        Entry<T> cached = cache.get(key);
        if (cached != null && now.isBefore(cached.until())) {
            return Optional.of(cached.value());
        }
        Optional<T> read = source.get().map(Stored::value);
        read.ifPresentOrElse(
                value -> cache.put(key, new Entry<>(value, now.plus(timeToLive))), () -> cache.remove(key));
        return read;
    }
}
