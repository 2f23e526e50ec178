package dev.tracks.store;

import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;

class MemoryStoreTest extends StoreContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }
}
