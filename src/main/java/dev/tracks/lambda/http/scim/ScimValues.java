package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.ScimOperation.Kind;
import dev.tracks.lambda.http.scim.schema.ScimAttribute;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimFilter;
import dev.tracks.lambda.http.scim.schema.ScimFilter.Compare;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import dev.tracks.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The values of a multi-valued attribute that an operation of PATCH is about (RFC 7644, section 3.5.2).
 *
 * @param holder has the attribute
 * @param sub the sub-attribute that the path names
 * @param filter selects values
 */
record ScimValues(
        ObjectNode holder, ScimAttribute attribute, Optional<ScimAttribute> sub, Optional<ScimFilter> filter) {

    /** @throws ProblemException 400 if the operation is not possible */
    void apply(ScimOperation operation) {
        List<ObjectNode> values = new ArrayList<>();
        holder.path(attribute.name()).forEach(value -> values.add((ObjectNode) value));
        List<ObjectNode> selected = new ArrayList<>(values.stream()
                .filter(value -> filter.map(each -> each.matches(value)).orElse(true))
                .toList());
        if (filter.isPresent() && selected.isEmpty() && operation.kind() != Kind.ADD) {
            throw ScimProblem.NO_TARGET.because("no value of " + attribute.name() + " matches the filter");
        }
        if (operation.kind() == Kind.REMOVE) {
            remove(values, selected, operation.value());
        } else if (sub.isPresent() || filter.isPresent()) {
            set(values, selected, operation);
        } else {
            write(values, operation);
        }
        store(values);
    }

    private void store(List<ObjectNode> values) {
        values.removeIf(ObjectNode::isEmpty);
        if (values.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            ArrayNode array = holder.putArray(attribute.name());
            values.forEach(array::add);
        }
    }

    /** A value without a filter names the values to remove: so Entra ID removes single values. */
    private void remove(List<ObjectNode> values, List<ObjectNode> selected, JsonNode named) {
        if (sub.isPresent()) {
            selected.forEach(value -> value.remove(sub.get().name()));
        } else if (filter.isEmpty() && !named.isMissingNode() && !named.isNull()) {
            List<JsonNode> removed = new ArrayList<>();
            ScimDocument.value(attribute, named)
                    .ifPresent(array -> array.forEach(each -> removed.add(each.path("value"))));
            values.removeIf(value -> removed.contains(value.path("value")));
        } else {
            values.removeAll(selected);
        }
    }

    /** Changes the selected values. If there is none, {@code add} adds one that the filter selects. */
    private void set(List<ObjectNode> values, List<ObjectNode> selected, ScimOperation operation) {
        if (selected.isEmpty()) {
            ObjectNode added = selectedByFilter();
            values.add(added);
            selected.add(added);
        }
        for (ObjectNode value : selected) {
            if (sub.isPresent()) {
                ScimDocument.value(sub.get(), operation.requiredValue())
                        .ifPresentOrElse(
                                given -> value.set(sub.get().name(), given),
                                () -> value.remove(sub.get().name()));
            } else {
                value.setAll(object(operation));
            }
        }
    }

    private ObjectNode object(ScimOperation operation) {
        JsonNode given = ScimDocument.value(attribute, operation.requiredValue())
                .filter(array -> array.size() == 1)
                .orElseThrow(() -> ScimProblem.INVALID_VALUE.because("value must be one object"));
        return (ObjectNode) given.get(0);
    }

    private ObjectNode selectedByFilter() {
        ObjectNode value = Json.object();
        filter.stream()
                .flatMap(ScimFilter::conjuncts)
                .filter(Compare.class::isInstance)
                .map(Compare.class::cast)
                .filter(compare -> compare.operator() == Compare.Operator.EQ)
                .forEach(compare -> attribute
                        .sub(compare.path().attribute())
                        .ifPresent(known -> value.set(known.name(), compare.value())));
        return value;
    }

    /** Adds values, or replaces all. If an added value is the primary one, the others no longer are. */
    private void write(List<ObjectNode> values, ScimOperation operation) {
        List<ObjectNode> given = new ArrayList<>();
        ScimDocument.value(attribute, operation.requiredValue())
                .ifPresent(array -> array.forEach(each -> given.add((ObjectNode) each)));
        if (operation.kind() == Kind.REPLACE) {
            values.clear();
        } else if (given.stream().anyMatch(each -> each.path("primary").asBoolean())) {
            values.forEach(each -> each.remove("primary"));
        }
        given.stream().filter(each -> !values.contains(each)).forEach(values::add);
    }
}
