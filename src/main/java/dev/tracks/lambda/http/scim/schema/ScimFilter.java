package dev.tracks.lambda.http.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A filter (RFC 7644, section 3.4.2.2) of resources, or of the values of a multi-valued attribute. */
public sealed interface ScimFilter {
    /** Whether the resource or the value matches. */
    boolean matches(JsonNode node);

    /** The parts that must all match. */
    default Stream<ScimFilter> conjuncts() {
        return Stream.of(this);
    }

    record And(ScimFilter left, ScimFilter right) implements ScimFilter {
        @Override
        public boolean matches(JsonNode node) {
            return left.matches(node) && right.matches(node);
        }

        @Override
        public Stream<ScimFilter> conjuncts() {
            return Stream.concat(left.conjuncts(), right.conjuncts());
        }
    }

    record Or(ScimFilter left, ScimFilter right) implements ScimFilter {
        @Override
        public boolean matches(JsonNode node) {
            return left.matches(node) || right.matches(node);
        }
    }

    record Not(ScimFilter filter) implements ScimFilter {
        @Override
        public boolean matches(JsonNode node) {
            return !filter.matches(node);
        }
    }

    /** The attribute has a value; with a filter in the path, one that the filter selects. */
    record Present(ScimPath path) implements ScimFilter {
        @Override
        public boolean matches(JsonNode node) {
            return selected(path, node)
                    .map(element -> path.sub()
                            .map(sub -> ScimDocument.member(element, sub))
                            .orElse(element))
                    .anyMatch(value -> !value.isMissingNode() && !value.isNull());
        }
    }

    /**
     * A comparison. One of the values of a multi-valued attribute is enough.
     *
     * @param value a string, a number, true, false or null
     */
    record Compare(ScimPath path, Operator operator, JsonNode value) implements ScimFilter {
        /** The operators. Only {@code ne} matches an attribute without a value. */
        public enum Operator {
            EQ,
            NE,
            CO,
            SW,
            EW,
            GT,
            GE,
            LT,
            LE;

            public static Optional<Operator> of(String text) {
                return Stream.of(values())
                        .filter(each -> each.name().equalsIgnoreCase(text))
                        .findFirst();
            }
        }

        @Override
        public boolean matches(JsonNode node) {
            if (operator == Operator.NE) {
                return !new Compare(path, Operator.EQ, value).matches(node);
            }
            if (value.isNull()) {
                return operator == Operator.EQ && values(path, node).findAny().isEmpty();
            }
            return values(path, node).anyMatch(this::matchesValue);
        }

        private boolean matchesValue(JsonNode found) {
            if (found.isNumber() && value.isNumber()) {
                return ordered(found.decimalValue().compareTo(value.decimalValue()));
            }
            if (!found.isTextual() || !value.isTextual()) {
                return operator == Operator.EQ && found.asText().equalsIgnoreCase(value.asText());
            }
            String left = comparable(found.textValue());
            String right = comparable(value.textValue());
            return switch (operator) {
                case CO -> left.contains(right);
                case SW -> left.startsWith(right);
                case EW -> left.endsWith(right);
                default -> ordered(left.compareTo(right));
            };
        }

        private boolean ordered(int order) {
            return switch (operator) {
                case EQ -> order == 0;
                case GT -> order > 0;
                case GE -> order >= 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                default -> false;
            };
        }

        private String comparable(String text) {
            return path.is("id", "") || path.is("externalId", "") ? text : text.toLowerCase(Locale.ROOT);
        }
    }

    /** The values to compare: of a complex attribute without a sub-attribute, its sub-attribute {@code value}. */
    private static Stream<JsonNode> values(ScimPath path, JsonNode node) {
        return selected(path, node)
                .map(element -> element.isObject()
                        ? ScimDocument.member(element, path.sub().orElse("value"))
                        : element)
                .filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private static Stream<JsonNode> selected(ScimPath path, JsonNode node) {
        JsonNode holder = path.isIn(ScimSchema.ENTERPRISE) ? ScimDocument.member(node, ScimSchema.ENTERPRISE) : node;
        return elements(ScimDocument.member(holder, path.attribute()))
                .filter(element ->
                        path.filter().map(filter -> filter.matches(element)).orElse(true));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
