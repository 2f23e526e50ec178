package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimDocument;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.ParticipantJson;
import dev.tracks.usecase.people.FindProvisioned;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads a participant from a user: as the body of a PUT of the participant, so with the same rules. */
@Singleton
public final class ScimUserReader {
    /** The fields of a participant with another name in SCIM. */
    private static final Map<String, String> NAMES =
            Map.of("name", "displayName", "email", "emails", "timeZone", "timezone", "managerId", "manager");

    private final FindProvisioned people;
    private final ZoneId defaultZone;

    /** @param defaultZone the time zone of people who are created without one */
    public ScimUserReader(FindProvisioned people, ZoneId defaultZone) {
        this.people = people;
        this.defaultZone = defaultZone;
    }

    /**
     * The participant with that id.
     *
     * @param user see {@link ScimDocument#user}
     * @param stored the record, of which everything stays that SCIM does not know; empty for a new person
     * @throws ProblemException 400 if a value is invalid
     */
    Registration read(ObjectNode user, String id, Optional<Participant> stored) {
        if (!user.has("userName")) {
            throw ScimProblem.INVALID_VALUE.because("userName is required");
        }
        ObjectNode participant = Json.object().put("name", ScimName.of(user));
        copy(user.path("userName"), participant, "userName");
        copy(user.path("externalId"), participant, "externalId");
        copy(user.path("active"), participant, "active");
        JsonNode manager = user.path(ScimSchema.ENTERPRISE).path("manager").path("value");
        if (manager.isTextual()) {
            participant.put("managerId", managerId(manager.textValue()));
        }
        email(user.path("emails")).ifPresent(email -> participant.put("email", email));
        Optional<String> storedZone = stored.map(person -> person.timeZone().name());
        Optional.ofNullable(user.path("timezone").textValue())
                .or(() -> storedZone)
                .ifPresent(zone -> participant.put("timeZone", zone));
        stored.map(Participant::aliases).ifPresent(aliases -> {
            aliases.slackUserId().ifPresent(value -> participant.put("slackUserId", value));
            aliases.formerSlackUserId().ifPresent(value -> participant.put("formerSlackUserId", value));
            aliases.subject().ifPresent(value -> participant.put("subject", value));
        });
        participant.set("attributes", attributes(user, stored));
        return read(participant, id, zone -> storedZone.filter(zone::equals).isPresent());
    }

    private Registration read(ObjectNode participant, String id, Predicate<String> isStoredZone) {
        try {
            return ParticipantJson.read(participant, id, defaultZone, isStoredZone);
        } catch (InvalidRequestException e) {
            throw ScimProblem.INVALID_VALUE.because(e.problems().stream()
                    .map(problem -> new FieldProblem(attribute(problem.field()), problem.message()).toString())
                    .collect(Collectors.joining("; ")));
        }
    }

    private static String attribute(String field) {
        return NAMES.getOrDefault(field, field.replaceFirst("^attributes\\.", ""));
    }

    /** Okta does not know the ids of this program, so it can send the manager's user name. */
    private String managerId(String given) {
        if (Id.isValid(given)) {
            return given;
        }
        return people.byUserName(given)
                .map(found -> found.value().id())
                .orElseThrow(() -> ScimProblem.INVALID_VALUE.because(
                        "manager must be the id of a user, or the user name of one who exists"));
    }

    private static void copy(JsonNode value, ObjectNode participant, String name) {
        if (!value.isMissingNode()) {
            participant.set(name, value);
        }
    }

    /** A participant has one address: the primary one, else that of work, else the first one. */
    private static Optional<String> email(JsonNode emails) {
        return first(emails, email -> email.path("primary").asBoolean())
                .or(() -> first(emails, email -> email.path("type").asText().equalsIgnoreCase("work")))
                .or(() -> first(emails, email -> true));
    }

    private static Optional<String> first(JsonNode emails, Predicate<JsonNode> wanted) {
        return StreamSupport.stream(emails.spliterator(), false)
                .filter(wanted)
                .flatMap(email -> Optional.ofNullable(email.path("value").textValue()).stream())
                .findFirst();
    }

    private static ObjectNode attributes(ObjectNode user, Optional<Participant> stored) {
        ObjectNode attributes = Json.object();
        stored.ifPresent(person -> person.attributes().forEach(attributes::put));
        for (ScimFields field : ScimFields.ALL) {
            JsonNode holder = field.holder().isEmpty() ? user : user.path(field.holder());
            JsonNode value = holder.path(field.name());
            if (value.isMissingNode() || isImplied(field, holder)) {
                attributes.remove(field.attribute());
            } else {
                attributes.set(field.attribute(), value);
            }
        }
        return attributes;
    }

    /** A formatted name that consists of the other names is not stored, so that it follows their changes. */
    private static boolean isImplied(ScimFields field, JsonNode name) {
        return field.attribute().equals("formattedName")
                && ScimName.joined(name)
                        .equals(Optional.of(name.path("formatted").asText()));
    }
}
