package dev.tracks.store;

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
