package dev.tracks.domain.message;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an admin can let a message say of the person and the tracks. A closed set: see the contract's placeholders. */
public enum Placeholder {
    /** The participant's name; for enrollee {@code manager} too: the report's, not the manager's. */
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

    /** As an admin writes it, such as <code>{{current_track}}</code>. */
    public String token() {
        return "{{" + key + "}}";
    }

    /** The placeholder of that exact name (case counts), or empty. */
    public static Optional<Placeholder> named(String key) {
        return Arrays.stream(values()).filter(known -> known.key.equals(key)).findFirst();
    }

    static String allTokens() {
        return Arrays.stream(values()).map(Placeholder::token).collect(Collectors.joining(", "));
    }
}
