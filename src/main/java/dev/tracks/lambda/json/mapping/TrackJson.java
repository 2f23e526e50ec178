package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.Text;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.PathField;
import dev.tracks.usecase.view.TrackLinks;
import java.util.List;
import java.util.Optional;

/** A track: {@code {id,title,description,status,managers}}. */
public final class TrackJson {
    private TrackJson() {}

    /**
     * Reads a track.
     *
     * @param id the id in the path; the body may repeat it
     * @throws InvalidRequestException naming each invalid field
     */
    public static Track read(JsonNode body, String id) {
        Fields fields = Fields.of(body);
        PathField.repeats(fields, "id", id);
        Optional<String> title =
                fields.required("title", fields.text("title", text -> Text.line("title", text, Text.NAME_MAX)));
        Optional<String> description =
                fields.text("description", text -> Text.lines("description", text, Text.DESCRIPTION_MAX));
        Optional<TrackStatus> status = fields.name("status", TrackStatus.class);
        Optional<List<String>> managers = fields.texts("managers", text -> Id.valid("managers", text));
        managers.filter(ids -> ids.size() > Track.MANAGERS_MAX)
                .ifPresent(ids -> fields.refuse("managers", "must have at most " + Track.MANAGERS_MAX + " ids"));
        return fields.buildWhole(() -> new Track(
                id, title.get(), description.orElse(""), status.orElse(TrackStatus.DRAFT), managers.orElse(List.of())));
    }

    public static ObjectNode write(Track track) {
        ObjectNode json =
                Json.object().put("id", track.id()).put("title", track.title()).put("description", track.description());
        json.set("status", Json.of(track.status()));
        json.set("managers", Json.of(track.managers()));
        return json;
    }

    /** The steps from and to a track: {@code {incoming,outgoing}}, each {@code [{stepId,trackId,title}]}. */
    public static ObjectNode write(TrackLinks links) {
        ObjectNode json = Json.object();
        json.set("incoming", write(links.incoming()));
        json.set("outgoing", write(links.outgoing()));
        return json;
    }

    /** {@code trackId} and {@code title} are those of the track at the other end of the step. */
    private static ArrayNode write(List<TrackLinks.Link> links) {
        ArrayNode json = Json.object().arrayNode();
        links.forEach(link -> json.add(Json.object()
                .put("stepId", link.stepId())
                .put("trackId", link.otherTrackId())
                .<ObjectNode>set("title", Json.of(link.title()))));
        return json;
    }
}
