package dev.tracks.lambda.http.route;

import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.mapping.message.TestMessageJson;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.SendTestMessages;
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
        PagedResponse.noFields(call);
        String participantId = access.participant(call.caller());
        AddToTrackStep step = configuration
                .step(call.trackId(), call.stepId())
                .map(Stored::value)
                .orElseThrow(() -> new NotFoundException("step", call.stepId()));
        access.checkDestination(call.caller(), step.destinationTrackId());
        return HttpResponse.json(
                202,
                TestMessageJson.write(sendTestMessages.send(step, participantId, access.peopleSeen(call.caller()))));
    }
}
