package dev.tracks.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An enum whose constants are written in lower_snake_case in JSON and in the table. */
public interface WireName {
    String name();

    /** The name in JSON and in the table, such as {@code when_not_active}. */
    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with that wire name, if any. Case-sensitive. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.wireName().equals(wireName))
                .findFirst();
    }

    /** All wire names of the enum, separated by commas, for error messages. */
    static <E extends Enum<E> & WireName> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
    }
}
