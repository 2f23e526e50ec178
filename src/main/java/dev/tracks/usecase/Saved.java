package dev.tracks.usecase;

import java.util.Optional;

/**
 * The result of a save.
 *
 * @param record the record after the save
 * @param created whether the record did not exist before
 */
public record Saved<T>(Stored<T> record, boolean created) {
    /** The result of a change that was written. */
    public static <T> Saved<T> of(Change<T> written) {
        return new Saved<>(written.stored(), written.isFirst());
    }

    /** The result without a write: the record that was read, if it already has this value. It keeps its version. */
    public static <T> Optional<Saved<T>> unchanged(T value, Optional<Stored<T>> read) {
        return read.filter(stored -> stored.value().equals(value)).map(stored -> new Saved<>(stored, false));
    }
}
