package dev.tracks.local.lambda;

import dev.tracks.local.aws.AwsAccount;
import java.util.Locale;
import java.util.Optional;

/** The functions of the zip. The name is also the handler's name, {@code QUARKUS_LAMBDA_HANDLER}. */
public enum FunctionName {
    API,
    STEP,
    RELAY,
    BATCH,
    DELIVER,
    SWEEP,
    FEEDBACK,
    JOBS;

    /**
     * From a name or ARN, with or without a qualifier, as Lambda's API accepts them. Empty if there is no such function,
     * or no such version or alias of it.
     */
    public static Optional<FunctionName> parse(String nameOrArn) {
        return FunctionReference.parse(nameOrArn).find();
    }

    public String arn() {
        return arn(toString());
    }

    static String arn(String name) {
        return "arn:aws:lambda:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":function:" + name;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
