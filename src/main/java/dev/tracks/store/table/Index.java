package dev.tracks.store.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table itself and its indexes, with their key attributes. An entry of an index has its keys, those of the table, and
 * the projected attributes: a write that changes none of them does not write to the index.
 */
public enum Index {
    TABLE("PK", "SK", Optional.empty()),
    /**
     * Lists: people by name and by search word, instances and invitations of a track, runs of a step, undeliverable
     * messages. DynamoDB projects at most 20 attributes, so readers take ids and times from the keys ({@link KeyParts}),
     * and read the item where they need more. No attribute that publishing or sending a message changes is projected.
     */
    GSI1("GSI1PK", "GSI1SK", Optional.of(Projected.IN_LISTS)),
    /** Sparse: due and unpublished items, by time. Keys only: the items are read from the table. */
    GSI2("GSI2PK", "GSI2SK", Optional.of(Set.of())),
    /** Sparse: runs whose enrollee is not the participant, by enrollee. With all attributes: a history reads trails. */
    GSI3("GSI3PK", "GSI3SK", Optional.empty());

    private static final class Projected {
        private static final Set<String> IN_LISTS = Set.of(
                "status",
                "source",
                "updatedAt",
                // people
                "erasedAt",
                // instances
                "endedAt",
                "undone",
                // runs
                "reason",
                "evidence",
                "destinationTrackId",
                "enrolleeId",
                "enrollment",
                "invitation",
                "reachedAt",
                "dueAt",
                // undeliverable messages
                "channel",
                "error",
                "detail");
    }

    private final String partition;
    private final String sort;
    private final Optional<Set<String>> projected;

    Index(String partition, String sort, Optional<Set<String>> projected) {
        this.partition = partition;
        this.sort = sort;
        this.projected = projected;
    }

    public String partition() {
        return partition;
    }

    public String sort() {
        return sort;
    }

    /** The projected attributes besides the keys; empty if all attributes are projected. */
    public Optional<Set<String>> projected() {
        return projected;
    }

    /** Whether an entry of the index has the attribute if the item has it. */
    public boolean contains(String attribute) {
        boolean isKey = List.of("PK", "SK", partition, sort).contains(attribute);
        return isKey || projected.isEmpty() || projected.get().contains(attribute);
    }
}
