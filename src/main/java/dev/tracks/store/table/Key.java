package dev.tracks.store.table;

/** An item's primary key. */
public record Key(String pk, String sk) {
    @Override
    public String toString() {
        return pk + "/" + sk;
    }
}
