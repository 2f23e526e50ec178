package dev.tracks.store;

import dev.tracks.store.table.Table;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

@Tag("exhaustive")
class DynaliteUndoContentionIT extends UndoContentionContract {
    @AutoClose
    private static final Dynalite DYNALITE = new Dynalite();

    @Override
    Table emptyTable() {
        return DYNALITE.emptyTable();
    }

    @Override
    int rounds() {
        return 30;
    }
}
