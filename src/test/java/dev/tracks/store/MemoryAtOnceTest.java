package dev.tracks.store;

class MemoryAtOnceTest extends AtOnceContract {
    @Override
    Table emptyTable() {
        return new MemoryTable();
    }

    @Override
    int rounds() {
        return 10;
    }
}
