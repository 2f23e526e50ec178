package dev.tracks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.AwsCalls.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What the template's policies permit each function, with the ARNs of the local cloud, compared with the calls that
 * functions made there.
 */
public final class Permissions {
    private static final String ARN = "arn:aws:%s:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":%s";

    /** The resources and pseudo parameters that policies refer to, with their local values. */
    private static final Map<String, String> LOCAL = Map.ofEntries(
            Map.entry("AWS::Partition", "aws"),
            Map.entry("AWS::Region", AwsAccount.REGION),
            Map.entry("AWS::AccountId", AwsAccount.ACCOUNT),
            Map.entry("Table.Arn", ARN.formatted("dynamodb", "table/tracks")),
            Map.entry("Table.StreamArn", ARN.formatted("dynamodb", "table/tracks/stream/local")),
            Map.entry("ReachedQueue.Arn", ARN.formatted("sqs", "tracks-reached")),
            Map.entry("MessagesQueue.Arn", ARN.formatted("sqs", "tracks-messages")),
            Map.entry("ClicksQueue.Arn", ARN.formatted("sqs", "tracks-clicks")),
            Map.entry("JobsQueue.Arn", ARN.formatted("sqs", "tracks-jobs")),
            Map.entry("RelayFailures.Arn", "arn:aws:s3:::tracks-relay-failures"),
            Map.entry("Bus.Arn", ARN.formatted("events", "event-bus/default")),
            Map.entry("ScheduleGroup", "tracks"),
            Map.entry("ScheduleRole.Arn", "arn:aws:iam::" + AwsAccount.ACCOUNT + ":role/tracks-schedules"),
            Map.entry("JoinSecret", ARN.formatted("secretsmanager", "secret:tracks-join-local0")),
            Map.entry("ScimSecret", ARN.formatted("secretsmanager", "secret:tracks-scim-local0")),
            Map.entry("SlackSecret", ARN.formatted("secretsmanager", "secret:tracks-slack-local0")),
            Map.entry("MailEvents", "tracks-mail"));

    /** What Lambda needs to read from a queue (Lambda guide, "Configuring an event source": execution role). */
    private static final List<String> POLLS_QUEUE =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    /** What Lambda needs to read from a stream (Lambda guide, "Using AWS Lambda with Amazon DynamoDB"). */
    private static final List<String> POLLS_STREAM =
            List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator");

    /** What Lambda needs to store events in a bucket (Lambda guide, "Retaining discarded records for a DynamoDB event source"). */
    private static final Map<String, String> STORES_FAILURES = Map.of("s3:PutObject", "/*", "s3:ListBucket", "");

    /**
     * The conditions that do not hold in the local cloud, which names the Slack secret by its ARN, and whose table is not being
     * migrated. All others hold.
     */
    private static final Set<String> NOT_LOCALLY = Set.of("SlackSecretHasName", "HasGSI2");

    private static final Call LISTS_STREAMS = new Call("relay", "dynamodb:ListStreams", "*");

    private final Template template;

    private Permissions(Template template) {
        this.template = template;
    }

    public static Permissions ofTheTemplate() {
        return new Permissions(Template.read());
    }

    /** The calls of functions that their policies do not permit. Other callers are ignored. */
    public Set<Call> denied(Collection<Call> calls) {
        List<Call> granted = granted();
        Set<String> functions = granted.stream().map(Call::caller).collect(Collectors.toSet());
        return calls.stream()
                .filter(call -> functions.contains(call.caller()))
                .filter(call -> granted.stream().noneMatch(permission -> covers(permission, call)))
                .collect(Collectors.toSet());
    }

    /** The permissions that none of the calls needed, nor Lambda for an event source mapping of the function. */
    public List<Call> unused(Collection<Call> calls) {
        List<Call> all = new ArrayList<>(calls);
        template.named("AWS::Lambda::EventSourceMapping").forEach(name -> all.addAll(polling(name)));
        return granted().stream()
                .filter(permission -> all.stream().noneMatch(call -> covers(permission, call)))
                .toList();
    }

    private static boolean covers(Call permission, Call call) {
        return permission.caller().equals(call.caller())
                && permission.action().equals(call.action())
                && (permission.resource().equals(call.resource())
                        || call.resource()
                                .matches(Pattern.quote(permission.resource()).replace("*", "\\E.*\\Q")));
    }

    /** Each permission, with the function's name as caller and the pattern of its resource. */
    private List<Call> granted() {
        return template.functions().stream()
                .flatMap(function -> template.statements(function).stream()
                        .flatMap(statement -> Template.texts(statement.path("Action")).stream()
                                .flatMap(action -> resources(statement.path("Resource"))
                                        .map(resource -> new Call(handler(function), action, resource)))))
                .toList();
    }

    private String handler(String function) {
        return Template.environment(template.properties(function))
                .path("QUARKUS_LAMBDA_HANDLER")
                .asText();
    }

    private Stream<String> resources(JsonNode resource) {
        return resource.isArray() && !isChoice(resource)
                ? StreamSupport.stream(resource.spliterator(), false).flatMap(this::resources)
                : Stream.of(local(isChoice(resource) ? chosen(resource) : resource.asText()));
    }

    private static String chosen(JsonNode choice) {
        return choice.path(NOT_LOCALLY.contains(choice.path(0).asText()) ? 2 : 1)
                .asText();
    }

    /** {@code !If [condition, …, …]} */
    private boolean isChoice(JsonNode node) {
        return node.isArray() && template.at("/Conditions").has(node.path(0).asText());
    }

    private static String local(String reference) {
        String whole = LOCAL.get(reference);
        if (whole != null) {
            return whole;
        }
        String text = reference;
        for (Map.Entry<String, String> entry : LOCAL.entrySet()) {
            text = text.replace("${" + entry.getKey() + "}", entry.getValue());
        }
        if (!text.startsWith("arn:") && !text.equals("*") || text.contains("${")) {
            throw new IllegalArgumentException("a resource without a local value: " + reference);
        }
        return text;
    }

    private Set<Call> polling(String mapping) {
        JsonNode properties = template.properties(mapping);
        String caller = handler(properties.path("FunctionName").asText());
        String source = local(properties.path("EventSourceArn").asText());
        boolean queue = source.startsWith("arn:aws:sqs:");
        Set<Call> calls = new HashSet<>();
        (queue ? POLLS_QUEUE : POLLS_STREAM).forEach(action -> calls.add(new Call(caller, action, source)));
        JsonNode failures = properties.at("/DestinationConfig/OnFailure/Destination");
        if (!failures.isMissingNode()) {
            String bucket = local(failures.asText());
            STORES_FAILURES.forEach((action, objects) -> calls.add(new Call(caller, action, bucket + objects)));
        }
        if (!queue) {
            calls.add(LISTS_STREAMS);
        }
        return calls;
    }
}
