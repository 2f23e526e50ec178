package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table: each call is one request (a batch is repeated for what it left unprocessed). */
public interface Table {
    /** Which sort keys of a partition to read. */
    enum Range {
        ALL(""),
        PREFIX(" AND begins_with(#sk, :sk)"),
        AT_LEAST(" AND #sk >= :sk"),
        UP_TO(" AND #sk <= :sk");

        private final String condition;

        Range(String condition) {
            this.condition = condition;
        }

        /** What it adds to a key condition in DynamoDB's language. */
        public String condition() {
            return condition;
        }
    }

    /**
     * What to read in order.
     *
     * @param bound what the range compares sort keys with; empty for all
     * @param limit the most items of a page
     * @param from the last key of the page before
     * @param backward whether the last sort key comes first
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

        /** Whether the sort key, of plain ASCII but for a prefix, is in the query's range. */
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
     * A part of a query's answer.
     *
     * @param last where the next page begins; empty at the end
     */
    record Page(List<Map<String, AttributeValue>> items, Optional<Map<String, AttributeValue>> last) {}

    /** The items of a page unless somebody asks for fewer. */
    int PAGE = 200;

    /** Reads one item, consistently. */
    Optional<Map<String, AttributeValue>> get(Key key);

    /** Reads up to 100 items, consistently; those that do not exist are left out. */
    Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys);

    /** Reads a page; from the table itself consistently, from an index as it is. */
    Page query(Query query);

    /** Writes all parts or none. */
    WriteResult write(List<Write> writes);
}
