package dev.tracks.local.lambda;

import dev.tracks.local.aws.AwsError;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as callers of Lambda's API name it. Local functions have no versions and no aliases, so the only qualifier
 * that exists is {@code $LATEST}.
 */
record FunctionReference(String name, Optional<String> qualifier) {
    static final String LATEST = "$LATEST";

    private static final Pattern FORM = Pattern.compile(
            "(?:(?:arn:aws:lambda:[^:]+:)?(?:\\d{12}:)?function:)?(?<name>[^:]+)(?::(?<qualifier>[^:]+))?");
    private static final Pattern VERSION = Pattern.compile("\\d+|\\$LATEST");

    /** From a name, an ARN or a partial ARN, with or without a qualifier. Any other text is taken as a name. */
    static FunctionReference parse(String nameOrArn) {
        Matcher matcher = FORM.matcher(nameOrArn);
        return matcher.matches()
                ? new FunctionReference(matcher.group("name"), Optional.ofNullable(matcher.group("qualifier")))
                : new FunctionReference(nameOrArn, Optional.empty());
    }

    /** @throws AwsError if this reference already has a different qualifier */
    FunctionReference withQualifier(String specified) {
        if (qualifier.filter(own -> !own.equals(specified)).isPresent()) {
            throw new AwsError(
                    400,
                    "InvalidParameterValueException",
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionReference(name, Optional.of(specified));
    }

    /** Empty if there is no such function, or no such version or alias of it. */
    Optional<FunctionName> find() {
        return function().filter(found -> qualifier.orElse(LATEST).equals(LATEST));
    }

    /** @throws AwsError a ResourceNotFoundException that names what does not exist */
    FunctionName get() {
        return find().orElseThrow(() -> new AwsError(404, "ResourceNotFoundException", missing()));
    }

    private Optional<FunctionName> function() {
        return Arrays.stream(FunctionName.values())
                .filter(function -> function.toString().equals(name))
                .findAny();
    }

    private String missing() {
        boolean isAlias = function().isPresent()
                && qualifier.filter(q -> !VERSION.matcher(q).matches()).isPresent();
        String arn = FunctionName.arn(name) + qualifier.map(":"::concat).orElse("");
        return (isAlias ? "Cannot find alias arn: " : "Function not found: ") + arn;
    }
}
