package dev.tracks.domain.message;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A value that an admin can use in a message. The contract lists the placeholders; there are no others. */
public enum Placeholder {
    /** The participant's name. For enrollee {@code manager} this is still the participant, not the manager. */
    USER("user"),
    /** The name of the participant's manager. */
    MANAGER("manager"),
    /** The title of the destination track. */
    TRACK("track"),
    /** The title of the source track. */
    CURRENT_TRACK("current_track");

    private final String key;

    Placeholder(String key) {
        this.key = key;
    }

    /** The name between the braces, such as {@code current_track}. */
    public String key() {
        return key;
    }

    /** The placeholder as an admin writes it, such as <code>{{current_track}}</code>. */
    public String token() {
        return "{{" + key + "}}";
    }

    /** The placeholder with exactly that name (case-sensitive), if any. */
    public static Optional<Placeholder> named(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }

    static String allTokens() {
        return Arrays.stream(values()).map(Placeholder::token).collect(Collectors.joining(", "));
    }
}
