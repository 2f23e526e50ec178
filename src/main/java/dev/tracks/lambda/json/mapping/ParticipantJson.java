package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.PathField;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A participant: {@code
 * {id,name,email,slackUserId,formerSlackUserId,subject,userName,externalId,managerId,timeZone,attributes,active}}.
 */
public final class ParticipantJson {
    private static final String FORMER = "formerSlackUserId";

    private ParticipantJson() {}

    /**
     * Reads a participant.
     *
     * @param id the id in the path; the body may repeat it
     * @param defaultZone the time zone if the body has none, or one that this Java does not know
     * @param isStoredZone whether the person is stored with the time zone of that name. A directory sync repeats what it
     *     has read, so a stored name is accepted even if this Java does not know it
     * @throws InvalidRequestException naming each invalid field
     */
    public static Registration read(JsonNode body, String id, ZoneId defaultZone, Predicate<String> isStoredZone) {
        Fields fields = Fields.of(body);
        PathField.repeats(fields, "id", id);
        Optional<String> name =
                fields.required("name", fields.text("name", text -> Text.line("name", text, Text.NAME_MAX)));
        Optional<String> email = fields.text("email", EmailRule::valid);
        Optional<String> slackUserId = slackUserId(fields, "slackUserId");
        Optional<String> formerSlackUserId = slackUserId(fields, FORMER);
        if (formerSlackUserId.isPresent() && formerSlackUserId.equals(slackUserId)) {
            fields.refuse(FORMER, "must differ from slackUserId");
        }
        Optional<String> subject = fields.text("subject", SubjectRule::valid);
        Optional<String> userName = provisioned(fields, "userName");
        Optional<String> externalId = provisioned(fields, "externalId");
        Optional<String> managerId = fields.id("managerId");
        managerId.filter(id::equals).ifPresent(self -> fields.refuse("managerId", "must be another person"));
        Optional<ParticipantZone> timeZone = fields.text("timeZone", text -> zone(text, defaultZone, isStoredZone));
        Optional<Map<String, String>> attributes = fields.textMap(
                "attributes", Participant.ATTRIBUTES_MAX, text -> Text.line("attributes", text, Text.NAME_MAX));
        fields.refuseNull("active");
        Optional<Boolean> active = fields.flag("active");
        return fields.buildWhole(() -> new Registration(
                new Participant(
                        id,
                        name.get(),
                        new Aliases(email, slackUserId, formerSlackUserId, subject, userName, externalId),
                        managerId,
                        timeZone.orElse(ParticipantZone.of(defaultZone)),
                        attributes.orElse(Map.of()),
                        true),
                active));
    }

    private static Optional<String> slackUserId(Fields fields, String name) {
        return fields.text(name, text -> Text.line(name, text, Participant.SLACK_USER_ID_MAX));
    }

    private static Optional<String> provisioned(Fields fields, String name) {
        return fields.text(name, text -> Text.line(name, text, Aliases.PROVISIONED_MAX));
    }

    /** Of new names, only those of the time zone database: EventBridge Scheduler does not accept offsets. */
    private static ParticipantZone zone(String text, ZoneId defaultZone, Predicate<String> isStoredZone) {
        if (!ZoneId.getAvailableZoneIds().contains(text) && !isStoredZone.test(text)) {
            throw new InvalidFieldException("timeZone", "must be a time zone's IANA name such as Europe/Berlin");
        }
        return ParticipantZone.of(text, defaultZone);
    }

    public static ObjectNode write(Participant participant) {
        ObjectNode json = Json.object().put("id", participant.id()).put("name", participant.name());
        json.set("email", Json.of(participant.email()));
        json.set("slackUserId", Json.of(participant.slackUserId()));
        json.set(FORMER, Json.of(participant.aliases().formerSlackUserId()));
        json.set("subject", Json.of(participant.aliases().subject()));
        json.set("userName", Json.of(participant.aliases().userName()));
        json.set("externalId", Json.of(participant.aliases().externalId()));
        json.set("managerId", Json.of(participant.managerId()));
        json.put("timeZone", participant.timeZone().name());
        json.set("attributes", Json.of(participant.attributes()));
        json.put("active", participant.active());
        return json;
    }
}
