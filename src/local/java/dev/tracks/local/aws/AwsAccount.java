package dev.tracks.local.aws;

/** The account that owns all local resources. */
public final class AwsAccount {
    public static final String REGION = "eu-central-1";
    public static final String ACCOUNT = "000000000000";

    private AwsAccount() {}
}
