package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.SendTestMessages;
import dev.tracks.usecase.message.TestMessage;
import jakarta.inject.Singleton;
import java.util.List;

/** Sends a saved step's messages to the caller. Those who may save the step may do so. */
@Singleton
public final class TestSendRoutes implements Routes {
    private final Configuration configuration;
    private final SendTestMessages sendTestMessages;
    private final Access access;

    public TestSendRoutes(Configuration configuration, SendTestMessages sendTestMessages, Access access) {
        this.configuration = configuration;
        this.sendTestMessages = sendTestMessages;
        this.access = access;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/v1/tracks/{trackId}/steps/{stepId}/test-send", Rule.BOTH_TRACKS, this::testSend));
    }

    private HttpResponse testSend(Call call) {
        PagedResponse.noQuery(call);
        String participantId = access.participant(call.caller());
        AddToTrackStep step = configuration
                .step(call.trackId(), call.stepId())
                .map(Stored::value)
                .orElseThrow(() -> new NotFoundException("step", call.stepId()));
        access.checkDestination(call.caller(), step.destinationTrackId());
        return HttpResponse.json(
                202, body(sendTestMessages.send(step, participantId, access.peopleSeen(call.caller()))));
    }

    private static ObjectNode body(List<TestMessage> messages) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("messages");
        for (TestMessage message : messages) {
            list.addObject()
                    .put("id", message.ref().id())
                    .put("kind", message.tested().wireName())
                    .put("text", message.message().text())
                    .put("mailSubject", message.message().subjectLine());
        }
        return body;
    }
}
