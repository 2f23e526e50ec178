package dev.tracks.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.WireName;
import dev.tracks.domain.message.UnknownPlaceholderException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Reads the fields of a JSON object and collects all their problems, so that a caller can fix them together.
 *
 * <p>Each field is read once; {@code null} is the same as absent. A field with a problem reads as empty, and the record
 * is not built. A field that was not read is unknown, and rejected by name.
 */
public final class Fields {
    /** Converts a string to a value, or rejects it. */
    @FunctionalInterface
    public interface Rule<T> {
        /** @throws InvalidFieldException or {@link UnknownPlaceholderException} if the string is not valid */
        T of(String text);
    }

    private final JsonNode node;
    private final String path;
    private final FieldProblems problems;
    private final int problemsBefore;
    private final Set<String> read = new HashSet<>();

    private Fields(JsonNode node, String path, FieldProblems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.problemsBefore = problems.count();
    }

    /**
     * The fields of a whole request.
     *
     * @throws InvalidRequestException if the node is not an object
     */
    public static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidRequestException("", "must be a JSON object");
        }
        return new Fields(node, "", new FieldProblems());
    }

    /** An id. */
    public Optional<String> id(String name) {
        return text(name, text -> Id.valid(name, text));
    }

    /** A string, converted by the rule. */
    public <T> Optional<T> text(String name, Rule<T> rule) {
        return value(name).flatMap(value -> text(at(name), value, rule));
    }

    /** One of the enum's wire names. */
    public <E extends Enum<E> & WireName> Optional<E> name(String name, Class<E> type) {
        return text(
                name,
                text -> WireName.find(type, text)
                        .orElseThrow(() -> new InvalidFieldException(name, "must be one of " + WireName.all(type))));
    }

    public Optional<Boolean> flag(String name) {
        return value(name)
                .flatMap(value -> check(value.isBoolean(), at(name), "must be true or false", value))
                .map(JsonNode::booleanValue);
    }

    /** A whole number within inclusive bounds. */
    public Optional<Integer> whole(String name, int least, int most) {
        String expected = "must be a whole number from " + least + " to " + most;
        return value(name).flatMap(value -> {
            boolean fits = value.isNumber() && isWhole(value.decimalValue(), least, most);
            return check(fits, at(name), expected, value).map(JsonNode::intValue);
        });
    }

    /** 1.0 is a whole number, too (JSON Schema Validation 2020-12, section 6.1.1). */
    private static boolean isWhole(BigDecimal number, int least, int most) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    /** An array of strings, each converted by the rule. */
    public <T> Optional<List<T>> texts(String name, Rule<T> rule) {
        return value(name).flatMap(value -> texts(at(name), value, rule));
    }

    /** An array of 1 to {@code max} strings, each converted by the rule. */
    public <T> Optional<List<T>> texts(String name, int max, Rule<T> rule) {
        String expected = "must have 1 to " + max + " values";
        return value(name)
                .flatMap(value ->
                        check(!value.isArray() || (!value.isEmpty() && value.size() <= max), at(name), expected, value))
                .flatMap(value -> texts(at(name), value, rule));
    }

    /** An object of strings with at most {@code max} members; the rule converts names and values. */
    public Optional<Map<String, String>> textMap(String name, int max, Rule<String> rule) {
        return map(name, max, rule, (object, key) -> object.text(key, rule));
    }

    /** An object of arrays of 1 to {@code maxTexts} strings, with at most {@code max} members; see {@link #textMap}. */
    public Optional<Map<String, Set<String>>> textsMap(String name, int max, int maxTexts, Rule<String> rule) {
        return map(name, max, rule, (object, key) -> {
            JsonNode texts = object.node.path(key);
            if (texts.isArray() && (texts.isEmpty() || texts.size() > maxTexts)) {
                object.refuse(key, "must have 1 to " + maxTexts + " values");
            }
            return object.texts(key, rule).map(Set::copyOf);
        });
    }

    private <T> Optional<Map<String, T>> map(
            String name, int max, Rule<String> rule, BiFunction<Fields, String, Optional<T>> member) {
        Map<String, T> map = new LinkedHashMap<>();
        return object(name).flatMap(object -> {
            if (object.names().size() > max) {
                refuse(name, "must have at most " + max + " entries");
            }
            object.names().forEach(key -> {
                Optional<String> converted = object.convertedName(key, rule);
                Optional<T> value = member.apply(object, key);
                if (converted.isPresent() && value.isPresent() && map.put(converted.get(), value.get()) != null) {
                    object.refuse(key, "must not be given twice; white space around a name is ignored");
                }
            });
            return object.build(() -> map);
        });
    }

    private Optional<String> convertedName(String name, Rule<String> rule) {
        if (!Unicode.isWellFormed(name)) {
            return Optional.empty(); // Reading its value has reported it.
        }
        try {
            return Optional.of(rule.of(name));
        } catch (InvalidFieldException e) {
            refuse(name, "has a name that is not valid: it " + e.getMessage());
            return Optional.empty();
        }
    }

    /** An array of values of any type, at least one and at most {@code max}. */
    public Optional<List<JsonNode>> nodes(String name, int max) {
        String expected = "must be an array of 1 to " + max + " values";
        return value(name)
                .flatMap(value ->
                        check(value.isArray() && !value.isEmpty() && value.size() <= max, at(name), expected, value))
                .map(value -> value.valueStream().toList());
    }

    /** A JSON object of values that the table can store. */
    public Optional<Map<String, Object>> json(String name) {
        return value(name)
                .flatMap(value -> check(value.isObject(), at(name), "must be an object", value))
                .flatMap(value -> part(() -> JsonValues.object(at(name), value)));
    }

    /** The fields of a nested object; its problems are added to this object's. */
    public Optional<Fields> object(String name) {
        return value(name)
                .flatMap(value -> check(value.isObject(), at(name), "must be an object", value))
                .map(value -> new Fields(value, at(name), problems));
    }

    /** Whether the field is given. */
    public boolean has(String name) {
        return !isAbsent(name);
    }

    /** Adds a problem if the field is absent. */
    public <T> Optional<T> required(String name, Optional<T> value) {
        if (value.isEmpty() && isAbsent(name)) {
            refuse(name, "is required");
        }
        return value;
    }

    /** Adds a problem if the field is null, for a field whose absence keeps a stored value. */
    public void refuseNull(String name) {
        if (node.path(name).isNull()) {
            refuse(name, "must not be null; omit the field to keep the stored value");
        }
    }

    /** Adds a problem of that field. */
    public void refuse(String name, String message) {
        problems.add(at(name), message);
    }

    /** Builds the record from the fields; empty if one of them has a problem. */
    public <T> Optional<T> build(Supplier<T> record) {
        boolean readable = problems.count() == problemsBefore;
        names().stream().filter(name -> !read.contains(name)).forEach(name -> refuse(name, "is not a known field"));
        return readable ? part(record) : Optional.empty();
    }

    /** Builds a value from fields; if it is rejected, adds the problem and returns empty. */
    public <T> Optional<T> part(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidFieldException e) {
            refuse(e.field(), e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Builds the record of a whole request.
     *
     * @throws InvalidRequestException with all problems, if there are any
     */
    public <T> T buildWhole(Supplier<T> record) {
        Optional<T> built = build(record);
        problems.check();
        return built.orElseThrow();
    }

    private <T> Optional<T> text(String path, JsonNode value, Rule<T> rule) {
        Optional<JsonNode> text = check(value.isTextual(), path, "must be a string", value)
                .flatMap(v -> check(Unicode.isWellFormed(v.textValue()), path, "must be well-formed Unicode", v));
        try {
            return text.map(v -> rule.of(v.textValue()));
        } catch (InvalidFieldException | UnknownPlaceholderException e) {
            problems.add(path, e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<List<T>> texts(String path, JsonNode value, Rule<T> rule) {
        if (check(value.isArray(), path, "must be an array of strings", value).isEmpty()) {
            return Optional.empty();
        }
        List<T> texts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            text(path + "[" + i + "]", value.get(i), rule).ifPresent(texts::add);
        }
        return Optional.of(texts);
    }

    private Optional<JsonNode> value(String name) {
        read.add(name);
        if (isAbsent(name)) {
            return Optional.empty();
        }
        return check(Unicode.isWellFormed(name), at(name), "must have a name in well-formed Unicode", node.get(name));
    }

    private boolean isAbsent(String name) {
        return !node.hasNonNull(name);
    }

    private Optional<JsonNode> check(boolean holds, String path, String expected, JsonNode value) {
        if (!holds) {
            problems.add(path, expected);
        }
        return holds ? Optional.of(value) : Optional.empty();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private String at(String name) {
        return at(path, name);
    }

    /** The path of a member of the object at that path. */
    static String at(String path, String name) {
        String shown = name.isEmpty() ? "\"\"" : name; // An empty field means the whole input.
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
