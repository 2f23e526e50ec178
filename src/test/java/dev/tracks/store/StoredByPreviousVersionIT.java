package dev.tracks.store;

import dev.tracks.store.table.IndexNames;
import dev.tracks.store.table.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** On a table with the indexes of that version, which project all attributes: before it is migrated, and meanwhile. */
@Tag("exhaustive")
class StoredByPreviousVersionIT extends StoredByPreviousVersionContract {
    private static Dynalite dynalite;

    @BeforeAll
    static void start() {
        dynalite = new Dynalite();
    }

    @AfterAll
    static void end() {
        dynalite.close();
    }

    @Override
    Table emptyTable() {
        return dynalite.emptyTable(IndexNames.EARLIER);
    }
}
