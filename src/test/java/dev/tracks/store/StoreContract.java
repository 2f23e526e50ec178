package dev.tracks.store;

import org.junit.jupiter.api.BeforeEach;

/**
 * What every implementation of {@link Table} does, seen through the ports over it. {@link DynamoTable} and its twin in
 * memory pass the same tests, so that what is shown on the twin holds for the table.
 */
abstract class StoreContract {
    private Ports ports;

    /** A new table without items. */
    abstract Table emptyTable();

    @BeforeEach
    void makeTable() {
        ports = new Ports(emptyTable());
    }

    public Ports ports() {
        return ports;
    }
}
