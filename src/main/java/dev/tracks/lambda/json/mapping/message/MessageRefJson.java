package dev.tracks.lambda.json.mapping.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.lambda.json.Fields;
import java.util.Optional;

/** A record of the messages queue: {@code {kind,participantId,trackId,number}}. */
public final class MessageRefJson {
    private MessageRefJson() {}

    /** @throws InvalidRequestException naming each invalid field */
    public static MessageRef read(JsonNode body) {
        Fields fields = Fields.of(body);
        Optional<MessageKind> kind = fields.required("kind", fields.name("kind", MessageKind.class));
        Optional<String> participantId = fields.required("participantId", fields.id("participantId"));
        Optional<String> trackId = fields.required("trackId", fields.id("trackId"));
        Optional<Integer> number = fields.required("number", fields.whole("number", 1, EnrollmentRef.MAX));
        return fields.buildWhole(() -> new MessageRef(kind.get(), participantId.get(), trackId.get(), number.get()));
    }
}
