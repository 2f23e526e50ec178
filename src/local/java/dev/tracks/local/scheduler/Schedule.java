package dev.tracks.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.support.Json;
import java.time.Instant;

/**
 * A one-time schedule, as stored.
 *
 * @param definition as requested, with defaults, in the form of the API
 * @param due when it fires, by the virtual clock
 * @param token of the request that created it: the same request again returns the same schedule
 * @param completed whether it has fired and was to be kept
 */
record Schedule(
        String group,
        String name,
        ObjectNode definition,
        Instant due,
        Instant created,
        Instant modified,
        String token,
        boolean completed) {

    static String key(String group, String name) {
        return group + "/" + name;
    }

    String key() {
        return key(group, name);
    }

    String arn() {
        return "arn:aws:scheduler:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":schedule/" + key();
    }

    JsonNode target() {
        return definition.path("Target");
    }

    String state() {
        return definition.path("State").asText();
    }

    boolean isToFire() {
        return !completed && "ENABLED".equals(state());
    }

    boolean isDeletedAfterCompletion() {
        return "DELETE".equals(definition.path("ActionAfterCompletion").asText());
    }

    Schedule done() {
        return new Schedule(group, name, definition, due, created, modified, token, true);
    }

    /** The same schedule with a new definition. */
    Schedule updated(Schedule other) {
        return new Schedule(group, name, other.definition, other.due, created, other.modified, token, false);
    }

    /** The response of GetSchedule. */
    ObjectNode description() {
        ObjectNode description = named();
        description.setAll(definition);
        return description;
    }

    /** The entry in the response of ListSchedules. */
    ObjectNode summary() {
        ObjectNode summary = named().put("State", state());
        summary.putObject("Target").set("Arn", target().path("Arn"));
        return summary;
    }

    private ObjectNode named() {
        return Json.object()
                .put("Arn", arn())
                .put("GroupName", group)
                .put("Name", name)
                .put("CreationDate", seconds(created))
                .put("LastModificationDate", seconds(modified));
    }

    static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    String json() {
        ObjectNode node = Json.object()
                .put("group", group)
                .put("name", name)
                .put("due", due.toString())
                .put("created", created.toString())
                .put("modified", modified.toString())
                .put("token", token)
                .put("completed", completed);
        return node.set("definition", definition).toString();
    }

    static Schedule of(String json) {
        JsonNode node = Json.read(json);
        return new Schedule(
                node.path("group").asText(),
                node.path("name").asText(),
                (ObjectNode) node.path("definition"),
                Instant.parse(node.path("due").asText()),
                Instant.parse(node.path("created").asText()),
                Instant.parse(node.path("modified").asText()),
                node.path("token").asText(),
                node.path("completed").asBoolean());
    }
}
