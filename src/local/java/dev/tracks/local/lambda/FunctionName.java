package dev.tracks.local.lambda;

import dev.tracks.local.aws.AwsAccount;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The functions of the zip. The name is also the handler's name, {@code QUARKUS_LAMBDA_HANDLER}. */
public enum FunctionName {
    API,
    STEP,
    RELAY,
    BATCH,
    DELIVER,
    SWEEP;

    /** From a name or ARN, with or without a qualifier, as Lambda's API accepts them. */
    public static Optional<FunctionName> parse(String nameOrArn) {
        String[] parts = nameOrArn.split(":");
        String name = nameOrArn.startsWith("arn:") && parts.length > 6 ? parts[6] : parts[0];
        return Arrays.stream(values()).filter(f -> f.toString().equals(name)).findAny();
    }

    public String arn() {
        return "arn:aws:lambda:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":function:" + this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
