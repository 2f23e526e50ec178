package dev.tracks.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The schedule of a function: the event of an EventBridge scheduled rule, unless the last one is still being handled. */
final class Ticks {
    private final LambdaFunction function;
    private final InstantSource clock;
    private CompletableFuture<Answer> last = CompletableFuture.completedFuture(null);

    Ticks(LambdaFunction function, InstantSource clock) {
        this.function = function;
        this.clock = clock;
    }

    synchronized void tick() {
        if (last.isDone()) {
            last = function.invoke(Json.bytes(event()));
        }
    }

    private ObjectNode event() {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", Aws.ACCOUNT)
                .put("time", clock.instant().toString())
                .put("region", Aws.REGION);
        event.putArray("resources")
                .add("arn:aws:events:" + Aws.REGION + ":" + Aws.ACCOUNT + ":rule/" + function.name());
        event.putObject("detail");
        return event;
    }
}
