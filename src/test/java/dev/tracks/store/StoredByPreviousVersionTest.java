package dev.tracks.store;

import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;

/** On a table with the present indexes. */
class StoredByPreviousVersionTest extends StoredByPreviousVersionContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }
}
