package dev.tracks.bench.growth;

/**
 * Where a partition key is placed. DynamoDB's hash is not published: this is the finalizer of MurmurHash3, so each name has
 * one of many possible placements, always the same.
 */
final class Hash {
    private Hash() {}

    static long of(String key) {
        return of(key.hashCode());
    }

    /** At least 0, less than {@link Partitions#HASHES}. */
    static long of(int number) {
        int hash = number + 0x9e3779b9;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Integer.toUnsignedLong(hash ^ (hash >>> 16));
    }
}
