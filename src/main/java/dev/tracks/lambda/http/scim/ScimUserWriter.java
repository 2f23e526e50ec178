package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.Stored;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Writes a participant as a user. */
@Singleton
public final class ScimUserWriter {
    private final ScimLocations locations;

    public ScimUserWriter(ScimLocations locations) {
        this.locations = locations;
    }

    /** The URI of the user. */
    String location(String id) {
        return locations.ofUser(id);
    }

    /** The user as a response. */
    ObjectNode response(Stored<Participant> stored) {
        Participant participant = stored.value();
        ObjectNode user = Json.object();
        user.putArray("schemas").add(ScimSchema.USER).add(ScimSchema.ENTERPRISE);
        user.put("id", participant.id());
        user.setAll(editable(participant));
        user.put("displayName", participant.name());
        JsonNode name = user.withObjectProperty("name");
        ((ObjectNode) name).put("formatted", ScimName.formatted(name).orElse(participant.name()));
        participant
                .managerId()
                .ifPresent(id -> ((ObjectNode) user.at("/" + ScimSchema.ENTERPRISE + "/manager"))
                        .put("$ref", locations.ofUser(id)));
        user.putObject("meta")
                .put("resourceType", "User")
                .put("lastModified", stored.updatedAt().toString())
                .put("location", locations.ofUser(participant.id()))
                .put("version", "\"" + stored.version() + "\"");
        return user;
    }

    /**
     * The user as PATCH changes it: only with what clients have given. A display name that equals the other names follows
     * them, so it is not part of this.
     */
    ObjectNode editable(Participant participant) {
        ObjectNode user = Json.object();
        participant.aliases().externalId().ifPresent(id -> user.put("externalId", id));
        user.put("userName", participant.userName());
        for (ScimFields field : ScimFields.ALL) {
            Optional.ofNullable(participant.attributes().get(field.attribute())).ifPresent(value -> {
                ObjectNode holder = field.holder().isEmpty() ? user : user.withObjectProperty(field.holder());
                holder.put(field.name(), value);
            });
        }
        if (!ScimName.of(user).equals(participant.name())) {
            user.put("displayName", participant.name());
        }
        user.put("timezone", participant.timeZone().name()).put("active", participant.active());
        participant
                .email()
                .ifPresent(email -> user.putArray("emails")
                        .addObject()
                        .put("value", email)
                        .put("type", "work")
                        .put("primary", true));
        participant
                .managerId()
                .ifPresent(id -> user.withObjectProperty(ScimSchema.ENTERPRISE)
                        .putObject("manager")
                        .put("value", id));
        return user;
    }
}
