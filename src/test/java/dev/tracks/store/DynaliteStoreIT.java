package dev.tracks.store;

import dev.tracks.store.table.Table;
import org.junit.jupiter.api.AutoClose;

class DynaliteStoreIT extends StoreContract {
    @AutoClose
    private static final Dynalite DYNALITE = new Dynalite();

    @Override
    Table emptyTable() {
        return DYNALITE.emptyTable();
    }
}
