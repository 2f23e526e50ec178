package dev.tracks.store;

/** An item's primary key. */
public record Key(String pk, String sk) {
    // By hand: a record's own methods are linked by reflection when first called, in no archive of classes, and every
    // start needs these. It takes 10 ms (docs/decisions/0017).
    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && pk.equals(key.pk) && sk.equals(key.sk);
    }

    @Override
    public int hashCode() {
        return 31 * pk.hashCode() + sk.hashCode();
    }

    @Override
    public String toString() {
        return pk + "/" + sk;
    }
}
