package dev.tracks.store;

import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;

class MemoryContentionTest extends ContentionContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }

    @Override
    int rounds() {
        return 5;
    }
}
