package dev.tracks.local.aws;

/** The account that owns all local resources. */
public final class AwsAccount {
    public static final String REGION = "eu-central-1";
    public static final String ACCOUNT = "000000000000";

    /** What Secrets Manager appends to a secret's name in its ARN: a hyphen and six characters. */
    public static final String SECRET_SUFFIX = "-local0";

    private AwsAccount() {}
}
