package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table. Each call is one request; a batch is sent again for its unprocessed keys. */
public interface Table {
    /** The range of sort keys to read in a partition. */
    enum Range {
        ALL(""),
        PREFIX(" AND begins_with(#sk, :sk)"),
        AT_LEAST(" AND #sk >= :sk"),
        UP_TO(" AND #sk <= :sk");

        private final String condition;

        Range(String condition) {
            this.condition = condition;
        }

        /** The range's part of a DynamoDB key condition expression. */
        public String condition() {
            return condition;
        }
    }

    /**
     * A query, in the order of sort keys.
     *
     * @param bound the value that the range compares sort keys with; empty for all
     * @param limit the most items of a page
     * @param from the last key of the previous page
     * @param backward whether the largest sort key comes first
     */
    record Query(
            Index index,
            String partition,
            Range range,
            String bound,
            int limit,
            Optional<Map<String, AttributeValue>> from,
            boolean backward) {
        public static Query of(Index index, String partition, Range range, String bound) {
            Range wanted = bound.isEmpty() ? Range.ALL : range;
            return new Query(index, partition, wanted, bound, PAGE, Optional.empty(), false);
        }

        public static Query prefix(Index index, String partition, String prefix) {
            return of(index, partition, Range.PREFIX, prefix);
        }

        /** Whether the sort key is in the query's range. Except with a prefix, keys must be ASCII. */
        public boolean covers(String sort) {
            return switch (range) {
                case ALL -> true;
                case PREFIX -> sort.startsWith(bound);
                case AT_LEAST -> sort.compareTo(bound) >= 0;
                case UP_TO -> sort.compareTo(bound) <= 0;
            };
        }

        public Query page(int limit, Optional<Map<String, AttributeValue>> from) {
            return new Query(index, partition, range, bound, limit, from, backward);
        }

        /** The same from its end: where sort keys are times, the newest first. */
        public Query reversed() {
            return new Query(index, partition, range, bound, limit, from, !backward);
        }
    }

    /**
     * A page of a query's result.
     *
     * @param last the key after which the next page begins; empty on the last page
     */
    record Page(List<Map<String, AttributeValue>> items, Optional<Map<String, AttributeValue>> last) {}

    /** The default limit of a page. */
    int PAGE = 200;

    /** Reads one item with strong consistency. */
    Optional<Map<String, AttributeValue>> get(Key key);

    /** Reads up to 100 items with strong consistency; the result omits items that do not exist. */
    Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys);

    /** Reads a page: from the table with strong consistency, from an index with eventual consistency. */
    Page query(Query query);

    /** Writes all of the writes, or none. */
    WriteResult write(List<Write> writes);
}
