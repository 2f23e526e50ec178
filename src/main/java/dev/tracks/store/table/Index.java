package dev.tracks.store.table;

import java.util.Optional;

/** The table itself and its indexes, with their key attributes. */
public enum Index {
    TABLE("PK", "SK"),
    /** Lists: people by name and by search word, instances and invitations of a track, runs of a step. */
    GSI1("GSI1PK", "GSI1SK"),
    /** Sparse: due and unpublished items, by time. */
    GSI2("GSI2PK", "GSI2SK"),
    /** Sparse: runs whose enrollee is not the participant, by enrollee. */
    GSI3("GSI3PK", "GSI3SK");

    private final String partition;
    private final String sort;

    Index(String partition, String sort) {
        this.partition = partition;
        this.sort = sort;
    }

    public String partition() {
        return partition;
    }

    public String sort() {
        return sort;
    }

    /** The index's name in requests; none for the table itself. */
    public Optional<String> indexName() {
        return this == TABLE ? Optional.empty() : Optional.of(name());
    }
}
