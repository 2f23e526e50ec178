package dev.tracks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The parsed deployment template. Jackson drops CloudFormation's tags, so that {@code !GetAtt Table.Arn} is the string
 * {@code Table.Arn} here.
 */
public record Template(JsonNode root) {
    public static Template read() {
        try {
            return new Template(
                    new YAMLMapper().readTree(Path.of("template.yaml").toFile()));
        } catch (IOException e) {
            throw new IllegalStateException("template.yaml cannot be read", e);
        }
    }

    /** @throws NoSuchElementException if the node is missing: a test must not pass because of a missing node */
    public JsonNode at(String pointer) {
        JsonNode found = root.at(pointer);
        if (found.isMissingNode()) {
            throw new NoSuchElementException(pointer);
        }
        return found;
    }

    /** @throws NoSuchElementException if there is no such parameter */
    public TemplateParameter parameter(String name) {
        return new TemplateParameter(at("/Parameters/" + name));
    }

    /** The names of all parameters. */
    public Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        at("/Parameters").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The environment variables of functions whose value is or may be the parameter's. */
    public Set<String> variables(String parameter) {
        return environments().stream()
                .flatMap(variables -> variables.properties().stream())
                .filter(variable -> isOrContains(variable.getValue(), parameter))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOrContains(JsonNode value, String text) {
        return value.asText().equals(text)
                || StreamSupport.stream(value.spliterator(), false).anyMatch(part -> isOrContains(part, text));
    }

    JsonNode properties(String resource) {
        return at("/Resources/" + resource + "/Properties");
    }

    /** The names of the resources of a type; the caller may change the set. */
    public Set<String> named(String type) {
        return at("/Resources").properties().stream()
                .filter(entry -> entry.getValue().path("Type").asText().equals(type))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> functions() {
        return named("AWS::Serverless::Function");
    }

    /** The time-out of a function in seconds. */
    public int timeout(String function) {
        return properties(function)
                .path("Timeout")
                .asInt(at("/Globals/Function/Timeout").asInt());
    }

    /** Each queue with the function that consumes it. */
    Map<String, String> consumed() {
        return named("AWS::Lambda::EventSourceMapping").stream()
                .map(this::properties)
                .filter(mapping -> mapping.path("EventSourceArn").asText().endsWith("Queue.Arn"))
                .collect(Collectors.toMap(
                        mapping -> target(mapping.path("EventSourceArn")),
                        mapping -> mapping.path("FunctionName").asText()));
    }

    /** The variables that all functions share, then each function's own. */
    List<JsonNode> environments() {
        return Stream.concat(
                        Stream.of(at("/Globals/Function")), functions().stream().map(this::properties))
                .map(Template::environment)
                .toList();
    }

    /** Every statement of every function's policies. */
    List<JsonNode> statements() {
        return functions().stream().flatMap(name -> statements(name).stream()).toList();
    }

    /** Every statement of a function's policies. */
    public List<JsonNode> statements(String function) {
        return elements(properties(function).at("/Policies"))
                .flatMap(policy -> elements(policy.path("Statement")))
                .map(this::chosen)
                .toList();
    }

    /** Of {@code !If [condition, value, …]}, the value if the condition holds; else the node itself. */
    private JsonNode chosen(JsonNode node) {
        return node.isArray() && at("/Conditions").has(node.path(0).asText()) ? node.path(1) : node;
    }

    /** The shortest time-out of the functions that may perform the action. */
    public Duration shortestTimeout(String action) {
        return Duration.ofSeconds(
                allowed(action).stream().mapToInt(this::timeout).min().orElseThrow());
    }

    /** The functions that may perform the action. */
    Set<String> allowed(String action) {
        return functions().stream()
                .filter(name -> statements(name).stream()
                        .anyMatch(statement -> texts(statement.path("Action")).contains(action)))
                .collect(Collectors.toSet());
    }

    static JsonNode environment(JsonNode function) {
        return function.at("/Environment/Variables");
    }

    /** {@code PK HASH, SK RANGE} */
    static String keys(JsonNode tableOrIndex) {
        return elements(tableOrIndex.path("KeySchema"))
                .map(key -> key.path("AttributeName").asText() + " "
                        + key.path("KeyType").asText())
                .collect(Collectors.joining(", "));
    }

    /** The resource that {@code !GetAtt resource.attribute} or {@code !Ref resource} names. */
    static String target(JsonNode reference) {
        return reference.asText().replaceFirst("\\..*", "");
    }

    static Set<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray()
                ? elements(oneOrMany).flatMap(each -> texts(each).stream()).collect(Collectors.toSet())
                : Set.of(oneOrMany.asText());
    }

    /** @throws NoSuchElementException if it is not a list: for example, a policy by name has no statements to check */
    private static Stream<JsonNode> elements(JsonNode list) {
        if (!list.isArray()) {
            throw new NoSuchElementException("a list, not " + list);
        }
        return StreamSupport.stream(list.spliterator(), false);
    }
}
