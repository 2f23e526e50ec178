package dev.tracks.domain.track;

import dev.tracks.domain.Id;
import dev.tracks.domain.Text;
import java.util.List;
import java.util.Objects;

/**
 * An automated workflow that takes people through steps.
 *
 * @param title what people see, 1 to 200 characters
 * @param description at most 2,000 characters, may be empty
 * @param managers ids of the participants who may change the track, at most 100
 */
public record Track(String id, String title, String description, TrackStatus status, List<String> managers) {
    /** The maximum number of managers (contract). */
    public static final int MANAGERS_MAX = 100;

    /** Normalizes texts and accepts any: a stored text can be older than a rule. The API checks what it receives. */
    public Track {
        Id.valid("id", id);
        title = Text.normalized(title);
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(status, "status");
        managers = List.copyOf(managers);
    }

    /** Whether people can be enrolled in this track, and whether its steps can enroll people in other tracks. */
    public boolean isActive() {
        return status == TrackStatus.ACTIVE;
    }
}
