package dev.tracks.store;

import dev.tracks.usecase.Written;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table: each call is one request (a batch is repeated for what it left unprocessed). */
public interface Table {
    /**
     * What to read in order.
     *
     * @param prefix what the sort key begins with; empty for all
     * @param upTo the highest sort key; empty for no bound; not together with a prefix
     * @param limit the most items of a page
     * @param from the last key of the page before
     */
    record Query(
            Index index,
            String partition,
            String prefix,
            String upTo,
            int limit,
            Optional<Map<String, AttributeValue>> from) {
        static Query prefix(Index index, String partition, String prefix) {
            return new Query(index, partition, prefix, "", PAGE, Optional.empty());
        }

        static Query upTo(Index index, String partition, String upTo) {
            return new Query(index, partition, "", upTo, PAGE, Optional.empty());
        }

        Query page(int limit, Optional<Map<String, AttributeValue>> from) {
            return new Query(index, partition, prefix, upTo, limit, from);
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
    Written write(List<Write> writes);
}
