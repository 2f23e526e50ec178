package dev.tracks.store;

class MemoryStoreTest extends StoreContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }
}
