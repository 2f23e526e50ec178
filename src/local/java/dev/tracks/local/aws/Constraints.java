package dev.tracks.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks a request as AWS services do before they process it, and reports all problems in one error, worded as by AWS.
 */
public final class Constraints {
    private final List<String> problems = new ArrayList<>();

    /** An absent member is valid. */
    public Constraints text(JsonNode value, String path, int min, int max) {
        if (isThere(value, path, value.isTextual())) {
            int length = value.asText().length();
            check(length >= min, value, path, "Member must have length greater than or equal to " + min);
            check(length <= max, value, path, "Member must have length less than or equal to " + max);
        }
        return this;
    }

    public Constraints pattern(JsonNode value, String path, Pattern pattern) {
        if (isThere(value, path, value.isTextual())) {
            check(
                    pattern.matcher(value.asText()).matches(),
                    value,
                    path,
                    "Member must satisfy regular expression pattern: " + pattern);
        }
        return this;
    }

    public Constraints oneOf(JsonNode value, String path, List<String> values) {
        if (isThere(value, path, value.isTextual())) {
            check(values.contains(value.asText()), value, path, "Member must satisfy enum value set: " + values);
        }
        return this;
    }

    public Constraints number(JsonNode value, String path, int min, int max) {
        if (isThere(value, path, value.canConvertToInt())) {
            check(value.asInt() >= min, value, path, "Member must have value greater than or equal to " + min);
            check(value.asInt() <= max, value, path, "Member must have value less than or equal to " + max);
        }
        return this;
    }

    public Constraints required(JsonNode value, String path) {
        if (isAbsent(value)) {
            problems.add("Value null at '" + path + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    public Constraints structure(JsonNode value, String path) {
        isThere(value, path, value.isObject());
        return required(value, path);
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isThere(JsonNode value, String path, boolean isOfItsType) {
        if (!isAbsent(value) && !isOfItsType) {
            throw new AwsError(400, "SerializationException", "Unexpected type of value at " + path);
        }
        return !isAbsent(value);
    }

    private void check(boolean satisfied, JsonNode value, String path, String constraint) {
        if (!satisfied) {
            problems.add(
                    "Value '" + value.asText() + "' at '" + path + "' failed to satisfy constraint: " + constraint);
        }
    }

    /** @throws AwsError a ValidationException with all problems, if there are any */
    public void end() {
        if (!problems.isEmpty()) {
            throw invalid("%d validation error%s detected: %s"
                    .formatted(problems.size(), problems.size() == 1 ? "" : "s", String.join("; ", problems)));
        }
    }

    public static AwsError invalid(String message) {
        return new AwsError(400, "ValidationException", message);
    }
}
