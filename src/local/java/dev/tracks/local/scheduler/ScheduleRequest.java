package dev.tracks.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.Constraints;
import dev.tracks.local.support.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;

/** The input of CreateSchedule and UpdateSchedule, checked as in EventBridge Scheduler's API reference (2021-06-30). */
final class ScheduleRequest {
    static final Pattern NAME = Pattern.compile("^[0-9a-zA-Z-_.]+$");
    private static final Pattern TOKEN = Pattern.compile("^[a-zA-Z0-9-_]+$");
    private static final Pattern ROLE = Pattern.compile("^arn:aws(-[a-z]+)?:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+$");
    private static final Pattern QUEUE =
            Pattern.compile("^arn:aws(-[a-z]+)?:sqs:[a-z0-9\\-]+:\\d{12}:[a-zA-Z0-9\\-_]+$");
    private static final Pattern ARN = Pattern.compile("arn:aws(-[a-z]+)?:[a-z0-9-]+:[a-z0-9-]*:(\\d{12})?:.+");
    private static final Pattern RECURRING = Pattern.compile("(rate|cron)\\(.*\\)");
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("'at('uuuu-MM-dd'T'HH:mm:ss')'").withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> KEPT = List.of(
            "Description", "ScheduleExpression", "StartDate", "EndDate", "FlexibleTimeWindow", "KmsKeyArn", "Target");

    private ScheduleRequest() {}

    /** @throws AwsError worded as by the API */
    static Schedule read(String name, JsonNode body, Instant now) {
        check(name, body);
        String expression = body.path("ScheduleExpression").asText();
        String zone = body.path("ScheduleExpressionTimezone").asText("UTC");
        Instant due = due(expression, zone);
        ObjectNode definition = Json.object()
                .put("ScheduleExpressionTimezone", zone)
                .put("State", body.path("State").asText("ENABLED"))
                .put("ActionAfterCompletion", body.path("ActionAfterCompletion").asText("NONE"));
        KEPT.stream()
                .filter(field -> !body.path(field).isMissingNode())
                .filter(field -> !body.path(field).isNull())
                .forEach(field -> definition.set(field, body.get(field)));
        retryPolicy((ObjectNode) definition.get("Target"));
        return new Schedule(
                body.path("GroupName").asText(Schedules.DEFAULT_GROUP),
                name,
                definition,
                due,
                now,
                now,
                body.path("ClientToken").asText(),
                false);
    }

    /** The defaults that GetSchedule returns. */
    private static void retryPolicy(ObjectNode target) {
        JsonNode asked = target.path("RetryPolicy");
        target.putObject("RetryPolicy")
                .put(
                        "MaximumEventAgeInSeconds",
                        asked.path("MaximumEventAgeInSeconds").asInt(86_400))
                .put("MaximumRetryAttempts", asked.path("MaximumRetryAttempts").asInt(185));
    }

    private static void check(String name, JsonNode body) {
        JsonNode window = body.path("FlexibleTimeWindow");
        Constraints constraints = new Constraints()
                .text(Json.text(name), "name", 1, 64)
                .pattern(Json.text(name), "name", NAME)
                .text(body.path("GroupName"), "groupName", 1, 64)
                .pattern(body.path("GroupName"), "groupName", NAME)
                .text(body.path("ClientToken"), "clientToken", 1, 64)
                .pattern(body.path("ClientToken"), "clientToken", TOKEN)
                .text(body.path("Description"), "description", 0, 512)
                .required(body.path("ScheduleExpression"), "scheduleExpression")
                .text(body.path("ScheduleExpression"), "scheduleExpression", 1, 256)
                .text(body.path("ScheduleExpressionTimezone"), "scheduleExpressionTimezone", 1, 50)
                .oneOf(body.path("State"), "state", List.of("ENABLED", "DISABLED"))
                .oneOf(body.path("ActionAfterCompletion"), "actionAfterCompletion", List.of("NONE", "DELETE"))
                .structure(window, "flexibleTimeWindow");
        if (window.isObject()) {
            constraints
                    .required(window.path("Mode"), "flexibleTimeWindow.mode")
                    .oneOf(window.path("Mode"), "flexibleTimeWindow.mode", List.of("OFF", "FLEXIBLE"))
                    .number(
                            window.path("MaximumWindowInMinutes"),
                            "flexibleTimeWindow.maximumWindowInMinutes",
                            1,
                            1_440);
        }
        target(body.path("Target"), constraints);
        constraints.end();
        afterwards(window, body.path("Target"));
    }

    private static void target(JsonNode target, Constraints constraints) {
        constraints.structure(target, "target");
        if (!target.isObject()) {
            return;
        }
        JsonNode retries = target.path("RetryPolicy");
        JsonNode deadLetters = target.path("DeadLetterConfig").path("Arn");
        constraints
                .required(target.path("Arn"), "target.arn")
                .text(target.path("Arn"), "target.arn", 1, 1_600)
                .required(target.path("RoleArn"), "target.roleArn")
                .text(target.path("RoleArn"), "target.roleArn", 1, 1_600)
                .pattern(target.path("RoleArn"), "target.roleArn", ROLE)
                .text(target.path("Input"), "target.input", 1, Integer.MAX_VALUE)
                .pattern(deadLetters, "target.deadLetterConfig.arn", QUEUE)
                .number(
                        retries.path("MaximumEventAgeInSeconds"),
                        "target.retryPolicy.maximumEventAgeInSeconds",
                        60,
                        86_400)
                .number(retries.path("MaximumRetryAttempts"), "target.retryPolicy.maximumRetryAttempts", 0, 185);
    }

    /** What the service checks after each member is well-formed. */
    private static void afterwards(JsonNode window, JsonNode target) {
        boolean flexible = "FLEXIBLE".equals(window.path("Mode").asText());
        if (flexible != window.hasNonNull("MaximumWindowInMinutes")) {
            throw Constraints.invalid(
                    "MaximumWindowInMinutes must be set if the FlexibleTimeWindow is FLEXIBLE, and" + " only then.");
        }
        if (!ARN.matcher(target.path("Arn").asText()).matches()) {
            throw Constraints.invalid("Provided Arn is not in correct format.");
        }
    }

    private static Instant due(String expression, String zone) {
        if (RECURRING.matcher(expression).matches()) {
            throw Constraints.invalid(
                    expression + " is not supported locally: one-time schedules only," + " at(yyyy-mm-ddThh:mm:ss).");
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Constraints.invalid("Invalid Schedule Expression Timezone " + zone + ".");
        }
        try {
            return LocalDateTime.parse(expression, AT).atZone(ZoneId.of(zone)).toInstant();
        } catch (DateTimeException e) {
            throw Constraints.invalid("Invalid Schedule Expression " + expression + ".");
        }
    }
}
