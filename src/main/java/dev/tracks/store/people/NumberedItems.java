package dev.tracks.store.people;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.store.Pages;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that are numbered without gaps, such as a person's instances of a track, read for many people at once. Each series
 * is read in growing parts (1, 2, 4 … numbers) until a number is missing, so a hundred people with one item each take three
 * requests.
 */
final class NumberedItems {
    /**
     * The items from a number on.
     *
     * @param key the key of a number
     */
    record Series(IntFunction<Key> key, int from) {
        private Stream<Key> keys(int count) {
            return IntStream.range(from, end(count)).mapToObj(key);
        }

        private boolean isComplete(int count, Map<Key, ?> found) {
            int end = end(count);
            return end > EnrollmentRef.MAX || !found.containsKey(key.apply(end - 1));
        }

        private Series after(int count) {
            return new Series(key, end(count));
        }

        private int end(int count) {
            return Math.min(from + count, EnrollmentRef.MAX + 1);
        }
    }

    private NumberedItems() {}

    /** The items of all series, in no order. It stops when it has read more than {@code most}. */
    static List<Map<String, AttributeValue>> read(Table table, Collection<Series> all, int most) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        List<Series> open = List.copyOf(all);
        for (int size = 1; !open.isEmpty() && found.size() <= most; size *= 2) {
            int count = size;
            Map<Key, Map<String, AttributeValue>> part =
                    Pages.items(table, open.stream().flatMap(series -> series.keys(count)));
            found.addAll(part.values());
            open = open.stream()
                    .filter(series -> !series.isComplete(count, part))
                    .map(series -> series.after(count))
                    .toList();
        }
        return found;
    }
}
