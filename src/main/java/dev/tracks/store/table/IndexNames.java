package dev.tracks.store.table;

import java.util.Optional;

/**
 * The names of the indexes in DynamoDB. The projection of an index cannot be changed, so an index with another projection
 * has another name, and while a table is migrated, both exist.
 *
 * @param lists of {@link Index#GSI1}
 * @param due of {@link Index#GSI2}
 */
public record IndexNames(String lists, String due) {
    /** The names in a new table. */
    public static final IndexNames NEW = new IndexNames("Lists", "Due");

    /** The names in a table that was created before indexes projected only what is read. They project all attributes. */
    public static final IndexNames EARLIER = new IndexNames("GSI1", "GSI2");

    /** The name in requests; none for the table itself. */
    public Optional<String> of(Index index) {
        return switch (index) {
            case TABLE -> Optional.empty();
            case GSI1 -> Optional.of(lists);
            case GSI2 -> Optional.of(due);
            case GSI3 -> Optional.of(index.name());
        };
    }
}
