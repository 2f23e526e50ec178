package dev.tracks.store;

import dev.tracks.store.table.Table;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test the ports over its own table. */
abstract class TestOverTable implements WithPorts {
    private Ports ports;

    /** A new table without items. */
    abstract Table emptyTable();

    @BeforeEach
    void makeTable() {
        ports = new Ports(emptyTable());
    }

    @Override
    public Ports ports() {
        return ports;
    }
}
