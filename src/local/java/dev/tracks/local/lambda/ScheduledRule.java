package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.support.Json;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The schedule of a function: sends the event of an EventBridge scheduled rule, unless the last one is still in
 * progress.
 */
public final class ScheduledRule {
    private final LambdaFunction function;
    private final InstantSource clock;
    private CompletableFuture<InvocationResult> last = CompletableFuture.completedFuture(null);

    public ScheduledRule(LambdaFunction function, InstantSource clock) {
        this.function = function;
        this.clock = clock;
    }

    public synchronized void fire() {
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
                .put("account", AwsAccount.ACCOUNT)
                .put("time", clock.instant().toString())
                .put("region", AwsAccount.REGION);
        event.putArray("resources")
                .add("arn:aws:events:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":rule/" + function.name());
        event.putObject("detail");
        return event;
    }
}
