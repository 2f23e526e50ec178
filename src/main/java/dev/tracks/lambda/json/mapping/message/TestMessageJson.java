package dev.tracks.lambda.json.mapping.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.TestMessage;
import java.util.List;

/** The response to a test: {@code {"messages":[{id,kind,text,mailSubject}]}}. */
public final class TestMessageJson {
    private TestMessageJson() {}

    public static ObjectNode write(List<TestMessage> messages) {
        ObjectNode json = Json.object();
        var list = json.putArray("messages");
        messages.forEach(message -> {
            ObjectNode each = list.addObject().put("id", message.ref().id());
            each.set("kind", Json.of(message.tested()));
            each.put("text", message.message().text());
            each.put("mailSubject", message.message().subjectLine());
        });
        return json;
    }
}
