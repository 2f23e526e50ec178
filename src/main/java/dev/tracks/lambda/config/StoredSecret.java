package dev.tracks.lambda.config;

import dev.tracks.usecase.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A secret outside the program, whose values are cached. It is read once during init. It is read again after five
 * minutes, and when one of its values was rejected, but for this reason at most every ten seconds. If it cannot be read
 * again, or its new version is malformed, the cached values stay.
 */
final class StoredSecret {
    /** After this time, the next use reads the secret again. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** The shortest time between two reads because of rejected values. */
    static final Duration REREAD_INTERVAL = Duration.ofSeconds(10);

    /** The time between a failed read and the next one. A failed read can take as long as the client's time-out. */
    static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(StoredSecret.class);

    /** Reads the secret. */
    interface Source {
        /** The current version. */
        String current();

        /** The version that the current one replaced; empty if the secret was never rotated. */
        Optional<String> previous();
    }

    private final String name;
    private final Source source;
    private final Function<String, Map<String, String>> parser;
    private final boolean acceptsPrevious;
    private final InstantSource systemClock;

    private Map<String, String> current;
    private Map<String, String> previous = Map.of();
    private Instant nextRead;
    private Instant nextReread = Instant.MIN;

    /**
     * Reads the secret.
     *
     * @param name for messages: the setting and the id, never a value
     * @param parser returns the values of a version by their names, and throws an exception if it is malformed; the
     *     exception's message must not contain a value
     * @param acceptsPrevious whether the values of the previous version are alternatives
     * @throws IllegalStateException with the name and the problem, if the secret cannot be read or is malformed
     */
    StoredSecret(
            String name,
            Source source,
            Function<String, Map<String, String>> parser,
            boolean acceptsPrevious,
            InstantSource systemClock) {
        this.name = name;
        this.source = source;
        this.parser = parser;
        this.acceptsPrevious = acceptsPrevious;
        this.systemClock = systemClock;
        try {
            this.current = parser.apply(source.current());
        } catch (RuntimeException e) {
            throw new IllegalStateException(name + " cannot be read: " + e.getMessage(), e);
        }
        this.nextRead = systemClock.instant().plus(MAX_AGE);
    }

    /** One of its values; empty if the version that was read during init has none of this name. */
    synchronized Optional<Secret> value(String key) {
        return current.containsKey(key) ? Optional.of(new Value(key)) : Optional.empty();
    }

    private synchronized String current(String key) {
        if (!systemClock.instant().isBefore(nextRead)) {
            read();
        }
        return current.get(key);
    }

    private synchronized List<String> alternatives(String key, String rejected) {
        if (!systemClock.instant().isBefore(nextReread)) {
            Duration interval = read() ? REREAD_INTERVAL : RETRY_INTERVAL;
            nextReread = systemClock.instant().plus(interval);
        }
        return Stream.of(current, previous)
                .flatMap(version -> Optional.ofNullable(version.get(key)).stream())
                .filter(value -> !value.equals(rejected))
                .distinct()
                .toList();
    }

    /** Whether the secret was read. The next read is planned from the end of this one, which may wait for a time-out. */
    private boolean read() {
        try {
            Map<String, String> read = parser.apply(source.current());
            if (!read.keySet().containsAll(current.keySet())) {
                throw new IllegalStateException("its new version lacks a value of the version before");
            }
            previous = acceptsPrevious
                    ? source.previous().map(this::parsedPrevious).orElse(Map.of())
                    : Map.of();
            current = read;
            nextRead = systemClock.instant().plus(MAX_AGE);
            return true;
        } catch (RuntimeException e) {
            nextRead = systemClock.instant().plus(RETRY_INTERVAL);
            LOG.warnf("%s cannot be read again, the cached version is used: %s", name, e.getMessage());
            return false;
        }
    }

    /** No values if the previous version is malformed: the current one may be its correction. */
    private Map<String, String> parsedPrevious(String version) {
        try {
            return parser.apply(version);
        } catch (RuntimeException malformed) {
            return Map.of();
        }
    }

    private final class Value implements Secret {
        private final String key;

        Value(String key) {
            this.key = key;
        }

        @Override
        public String value() {
            return current(key);
        }

        @Override
        public List<String> alternatives(String rejected) {
            return StoredSecret.this.alternatives(key, rejected);
        }
    }
}
