package dev.tracks.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests over a table that twenty threads use concurrently. */
abstract class ConcurrentTestOverTable extends TestOverTable {
    static ConcurrentCalls calls;

    /** How often each test is repeated. */
    abstract int rounds();

    @BeforeAll
    static void startThreads() {
        calls = new ConcurrentCalls();
    }

    @AfterAll
    static void stopThreads() {
        calls.close();
    }
}
