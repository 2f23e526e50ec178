package dev.tracks.local;

/** The account that everything local belongs to. */
final class Aws {
    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "000000000000";

    private Aws() {}
}
