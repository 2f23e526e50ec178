package dev.tracks.store;

/** A part of {@link StoreContract} that tests ports over an empty table. */
interface WithPorts {
    /** The ports over the test's own table. */
    Ports ports();
}
