package dev.tracks.store;

import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;

class MemoryUndoContentionTest extends UndoContentionContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }

    @Override
    int rounds() {
        return 20;
    }
}
