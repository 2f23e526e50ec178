package dev.tracks.local.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which messages of the inbox are wanted.
 *
 * @param limit the most messages of the page; empty for all of them
 * @param before the number of the message after which the page begins; empty for the first page
 * @param words in lower case; each occurs in a wanted message's recipient, kind, track or text
 */
public record InboxQuery(Optional<Integer> limit, Optional<Long> before, List<String> words) {
    /** All messages. */
    static final InboxQuery ALL = new InboxQuery(Optional.empty(), Optional.empty(), List.of());

    private static final Set<String> KNOWN = Set.of("limit", "cursor", "q");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

    /** @return empty if a parameter is unknown or not valid */
    public static Optional<InboxQuery> of(Map<String, String> parameters) {
        String limit = parameters.getOrDefault("limit", "");
        String cursor = parameters.getOrDefault("cursor", "");
        boolean valid = parameters.keySet().stream().allMatch(name -> name.isEmpty() || KNOWN.contains(name))
                && (limit.isEmpty() || LIMIT.matcher(limit).matches())
                && (cursor.isEmpty() || CURSOR.matcher(cursor).matches());
        List<String> words = Stream.of(parameters
                        .getOrDefault("q", "")
                        .toLowerCase(Locale.ROOT)
                        .split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return valid
                ? Optional.of(new InboxQuery(
                        Optional.of(limit).filter(text -> !text.isEmpty()).map(Integer::valueOf),
                        Optional.of(cursor).filter(text -> !text.isEmpty()).map(Long::valueOf),
                        words))
                : Optional.empty();
    }

    boolean wants(JsonNode message) {
        String searched = Stream.of("to", "kind", "trackId", "text")
                .map(field -> message.path(field).asText(""))
                .reduce("", (one, other) -> one + "\n" + other)
                .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(searched::contains);
    }
}
