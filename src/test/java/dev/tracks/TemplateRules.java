package dev.tracks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The template's rules and conditions, evaluated as CloudFormation does: which combinations of parameters it refuses, and why,
 * and which conditions hold.
 */
public final class TemplateRules {
    /** A function of CloudFormation, such as {@code !Equals}, with its arguments. */
    private record Call(String function, Object arguments) {
        Object only() {
            return ((List<?>) arguments).get(0);
        }

        List<?> list() {
            return (List<?>) arguments;
        }
    }

    private static final class Tags extends SafeConstructor {
        Tags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    Object arguments = node instanceof ScalarNode scalar
                            ? scalar.getValue()
                            : node instanceof SequenceNode list ? constructSequence(list) : Map.of();
                    return new Call(node.getTag().getValue().substring(1), arguments);
                }
            });
        }
    }

    private final Map<?, ?> rules;
    private final Map<?, ?> conditions;

    private TemplateRules(Map<?, ?> template) {
        this.rules = (Map<?, ?>) template.get("Rules");
        this.conditions = (Map<?, ?>) template.get("Conditions");
    }

    public static TemplateRules read() throws IOException {
        return new TemplateRules(new Yaml(new Tags()).load(Files.readString(Path.of("template.yaml"))));
    }

    /** Whether the condition holds with these values of the parameters that it refers to. */
    boolean holds(String condition, Map<String, String> parameters) {
        return isTrue(conditions.get(condition), parameters);
    }

    /** The descriptions of all assertions that fail with these values of the parameters. */
    public List<String> refusals(Map<String, String> parameters) {
        return rules.values().stream()
                .map(rule -> (Map<?, ?>) rule)
                .filter(rule -> isTrue(rule.get("RuleCondition"), parameters))
                .flatMap(rule -> ((List<?>) rule.get("Assertions")).stream())
                .map(assertion -> (Map<?, ?>) assertion)
                .filter(assertion -> !isTrue(assertion.get("Assert"), parameters))
                .map(assertion -> (String) assertion.get("AssertDescription"))
                .collect(Collectors.toList());
    }

    private static boolean isTrue(Object condition, Map<String, String> parameters) {
        Call call = (Call) condition;
        return switch (call.function()) {
            case "Not" -> !isTrue(call.only(), parameters);
            case "And" -> call.list().stream().allMatch(part -> isTrue(part, parameters));
            case "Or" -> call.list().stream().anyMatch(part -> isTrue(part, parameters));
            case "Equals" ->
                text(call.list().get(0), parameters).equals(text(call.list().get(1), parameters));
            default -> throw new IllegalArgumentException(call.function());
        };
    }

    private static String text(Object value, Map<String, String> parameters) {
        if (!(value instanceof Call call)) {
            return value.toString();
        }
        String text = parameters.get((String) call.arguments());
        if (text == null) {
            throw new IllegalArgumentException("the test must set " + call.arguments());
        }
        return text;
    }
}
