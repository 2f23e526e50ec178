package dev.tracks.usecase;

import dev.tracks.domain.WireName;
import java.util.Optional;

/**
 * The result of a save.
 *
 * @param record the record after the save
 * @param effect what the save has done
 */
public record Saved<T>(Stored<T> record, Effect effect) {
    /** What a save has done. */
    public enum Effect implements WireName {
        /** The record did not exist before. */
        CREATED,
        /** The record was written over an earlier version. */
        UPDATED,
        /** The record had this value already; nothing was written. */
        UNCHANGED
    }

    /** The result of a change that was written. */
    public static <T> Saved<T> of(Change<T> written) {
        return new Saved<>(written.stored(), written.isFirst() ? Effect.CREATED : Effect.UPDATED);
    }

    /** The result without a write: the record that was read, if it already has this value. It keeps its version. */
    public static <T> Optional<Saved<T>> unchanged(T value, Optional<Stored<T>> read) {
        return read.filter(stored -> stored.value().equals(value)).map(stored -> new Saved<>(stored, Effect.UNCHANGED));
    }

    /** Whether the record did not exist before. */
    public boolean created() {
        return effect == Effect.CREATED;
    }
}
