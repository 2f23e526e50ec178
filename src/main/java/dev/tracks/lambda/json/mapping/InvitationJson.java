package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Invitation;
import dev.tracks.lambda.json.Json;

/** An invitation: {@code {participantId,trackId,number,status,message,joinButtonText,createdAt,expiresAt,source}}. */
public final class InvitationJson {
    private InvitationJson() {}

    public static ObjectNode write(Invitation invitation) {
        ObjectNode json = Json.object()
                .put("participantId", invitation.participantId())
                .put("trackId", invitation.trackId())
                .put("number", invitation.number());
        json.set("status", Json.of(invitation.status()));
        json.put("message", invitation.message());
        json.put("joinButtonText", invitation.joinButtonText());
        json.set("createdAt", Json.of(invitation.createdAt()));
        json.set("expiresAt", Json.of(invitation.expiresAt()));
        json.set("source", SourceJson.write(invitation.source()));
        return json;
    }
}
