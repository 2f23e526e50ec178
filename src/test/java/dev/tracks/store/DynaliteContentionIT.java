package dev.tracks.store;

import dev.tracks.store.table.Table;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** In the profile {@code exhaustive}, with five times as many rounds. */
@Tag("exhaustive")
class DynaliteContentionIT extends ContentionContract {
    @AutoClose
    private static final Dynalite DYNALITE = new Dynalite();

    @Override
    Table emptyTable() {
        return DYNALITE.emptyTable();
    }

    @Override
    int rounds() {
        return Integer.getInteger("contention.rounds", 10);
    }
}
