package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Invitation;
import dev.tracks.lambda.json.Json;

/** An invitation: {@code {participantId,trackId,number,status,reason,message,joinButtonText,createdAt,expiresAt,source}}. */
public final class InvitationJson {
    private InvitationJson() {}

    public static ObjectNode write(Invitation invitation) {
        ObjectNode json = Json.object()
                .put("participantId", invitation.participantId())
                .put("trackId", invitation.trackId())
                .put("number", invitation.number());
        json.set("status", Json.of(invitation.status()));
        json.set("reason", invitation.withdrawnFor().<JsonNode>map(Json::of).orElse(NullNode.getInstance()));
        json.put("message", invitation.message());
        json.put("joinButtonText", invitation.joinButtonText());
        json.set("createdAt", Json.of(invitation.createdAt()));
        json.set("expiresAt", Json.of(invitation.expiresAt()));
        json.set("source", SourceJson.write(invitation.source()));
        return json;
    }
}
