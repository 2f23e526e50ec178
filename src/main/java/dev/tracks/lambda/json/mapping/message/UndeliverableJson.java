package dev.tracks.lambda.json.mapping.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import java.util.Optional;

/** A message that cannot be delivered: {@code {at,kind,participantId,name,trackId,number,channel,error,detail}}. */
public final class UndeliverableJson {
    private UndeliverableJson() {}

    /** @param name the person's name, if the caller may read the person */
    public static ObjectNode write(Undeliverable undeliverable, Optional<String> name) {
        MessageRef message = undeliverable.message();
        Refusal refusal = undeliverable.refusal();
        ObjectNode json = Json.object();
        json.set("at", Json.of(refusal.at()));
        json.put("kind", message.kind().wireName());
        json.put("participantId", message.participantId());
        json.set("name", Json.of(name));
        json.put("trackId", message.trackId());
        json.put("number", message.number());
        json.put("channel", refusal.channel());
        json.put("error", refusal.error());
        json.set("detail", Json.of(refusal.detail()));
        return json;
    }
}
