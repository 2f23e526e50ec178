package dev.tracks.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum whose constants are written in JSON and in the table in lower_snake_case. */
public interface WireName {
    String name();

    /** The constant's name as callers see it, such as {@code when_not_active}. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant of that wire name, if there is one; upper case is not accepted. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst();
    }

    /** All wire names of the enum, for an error that says what was expected. */
    static <E extends Enum<E> & WireName> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
    }
}
