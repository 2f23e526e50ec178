package dev.tracks.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynaliteAtOnceIT extends AtOnceContract {
    private static Dynalite dynalite;

    @BeforeAll
    static void start() {
        dynalite = new Dynalite();
    }

    @AfterAll
    static void end() {
        dynalite.close();
    }

    @Override
    Table emptyTable() {
        return dynalite.emptyTable();
    }

    @Override
    int rounds() {
        return 10;
    }
}
