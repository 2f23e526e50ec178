package dev.tracks.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests over a table whose calls come from twenty threads. */
abstract class ConcurrentTestOverTable extends TestOverTable {
    static ConcurrentCalls crowd;

    /** How often each test is repeated. */
    abstract int rounds();

    @BeforeAll
    static void gather() {
        crowd = new ConcurrentCalls();
    }

    @AfterAll
    static void dismiss() {
        crowd.close();
    }
}
