package dev.tracks.store;

/** A part of {@link StoreContract}: tests of the ports over an empty table. */
interface WithPorts {
    /** The test's own table and what is over it. */
    Ports ports();
}
