package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.ScimOperation.Kind;
import dev.tracks.lambda.http.scim.schema.ScimAttribute;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimParser;
import dev.tracks.lambda.http.scim.schema.ScimPath;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applies the operations of PATCH to a user (RFC 7644, section 3.5.2). */
@Singleton
public final class ScimPatch {
    private final ScimSchema schema;

    public ScimPatch(ScimSchema schema) {
        this.schema = schema;
    }

    /** @throws ProblemException 400 for the first operation that is not possible */
    ObjectNode patched(ObjectNode user, List<ScimOperation> operations) {
        ObjectNode changed = user.deepCopy();
        operations.forEach(operation -> operation
                .path()
                .ifPresentOrElse(
                        path -> apply(changed, ScimParser.path(path), operation),
                        () -> applyToResource(changed, operation)));
        return changed;
    }

    /** Without a path, the value has the attributes. Those that could not be sent to POST either are ignored. */
    private void applyToResource(ObjectNode user, ScimOperation operation) {
        if (operation.kind() == Kind.REMOVE) {
            throw ScimProblem.NO_TARGET.because("remove must have a path");
        }
        members(operation.requiredValue()).forEach(member -> applyToMember(user, "", member, operation));
    }

    private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode value) {
        if (!value.isObject()) {
            throw ScimProblem.INVALID_VALUE.because("without the path of an attribute, value must be an object");
        }
        return value.properties();
    }

    /** The name can be a whole path: Entra ID sends {@code name.givenName} and names with their schema. */
    private void applyToMember(
            ObjectNode user, String prefix, Map.Entry<String, JsonNode> member, ScimOperation operation) {
        String name = prefix + member.getKey();
        ScimPath path = ScimParser.path(name);
        Optional<ScimAttribute> attribute = schema.attribute(path);
        boolean writable = attribute.isPresent() && !attribute.get().readOnly();
        if (path.isSchema(ScimSchema.ENTERPRISE) || writable) {
            apply(user, path, operation.on(name, member.getValue()));
        }
    }

    private void apply(ObjectNode user, ScimPath path, ScimOperation operation) {
        if (path.isSchema(ScimSchema.ENTERPRISE)) {
            applyToExtension(user, operation);
        } else if (!schema.isIgnored(path)) {
            applyToAttribute(user, path, operation);
        }
    }

    private void applyToExtension(ObjectNode user, ScimOperation operation) {
        if (operation.kind() == Kind.REMOVE) {
            user.remove(ScimSchema.ENTERPRISE);
            return;
        }
        members(operation.requiredValue())
                .forEach(member -> applyToMember(user, ScimSchema.ENTERPRISE + ":", member, operation));
    }

    private void applyToAttribute(ObjectNode user, ScimPath path, ScimOperation operation) {
        ScimAttribute attribute = schema.attribute(path)
                .orElseThrow(() -> ScimProblem.INVALID_PATH.because("path names no attribute of a user"));
        Optional<ScimAttribute> sub = path.sub()
                .map(name -> attribute
                        .sub(name)
                        .orElseThrow(() ->
                                ScimProblem.INVALID_PATH.because(attribute.name() + " has no such sub-attribute")));
        boolean remove = operation.kind() == Kind.REMOVE;
        if (attribute.readOnly() || sub.filter(ScimAttribute::readOnly).isPresent() || remove && attribute.required()) {
            throw ScimProblem.MUTABILITY.because(attribute.name() + (remove ? " cannot be removed" : " is read-only"));
        }
        ObjectNode holder = path.isIn(ScimSchema.ENTERPRISE) ? extension(user) : user;
        if (attribute.multiValued()) {
            new ScimValues(holder, attribute, sub, path.filter()).apply(operation);
        } else if (path.filter().isPresent()) {
            throw ScimProblem.INVALID_PATH.because(attribute.name() + " has a single value, so it cannot be filtered");
        } else {
            applyToSingle(holder, attribute, sub, operation);
        }
    }

    private static ObjectNode extension(ObjectNode user) {
        JsonNode found = user.path(ScimSchema.ENTERPRISE);
        return found instanceof ObjectNode extension ? extension : user.putObject(ScimSchema.ENTERPRISE);
    }

    private static void applyToSingle(
            ObjectNode holder, ScimAttribute attribute, Optional<ScimAttribute> sub, ScimOperation operation) {
        if (sub.isPresent()) {
            JsonNode found = holder.path(attribute.name());
            ObjectNode object = found instanceof ObjectNode known ? known : holder.putObject(attribute.name());
            applyToSingle(object, sub.get(), Optional.empty(), operation);
            return;
        }
        Optional<JsonNode> value = operation.kind() == Kind.REMOVE
                ? Optional.empty()
                : ScimDocument.value(attribute, operation.requiredValue());
        if (value.isEmpty()) {
            holder.remove(attribute.name());
        } else if (attribute.isComplex() && holder.path(attribute.name()) instanceof ObjectNode before) {
            // Sub-attributes that the value does not have stay (sections 3.5.2.1 and 3.5.2.3).
            before.setAll((ObjectNode) value.get());
        } else {
            holder.set(attribute.name(), value.get());
        }
    }
}
