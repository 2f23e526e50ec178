package dev.tracks.bench.growth.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Template;

/**
 * The limits of {@code template.yaml}.
 *
 * @param reached the queue of {@code batch}
 * @param messages the queue of {@code deliver}
 * @param lanes concurrent batches of a stream shard
 * @param stepRetries of an asynchronous invocation of {@code step}
 */
public record Deployment(Consumer reached, Consumer messages, int lanes, int stepRetries) {
    /**
     * A queue and the function that consumes it.
     *
     * @param concurrency the most concurrent instances
     */
    public record Consumer(int concurrency, int visibilitySeconds, int maxReceives) {}

    public static Deployment of(Template template) {
        return new Deployment(
                consumer(template, "BatchMapping", "ReachedQueue"),
                consumer(template, "DeliverMapping", "MessagesQueue"),
                number(template, "RelayMapping", "ParallelizationFactor"),
                number(template, "StepFunction", "EventInvokeConfig/MaximumRetryAttempts"));
    }

    private static Consumer consumer(Template template, String mapping, String queue) {
        return new Consumer(
                number(template, mapping, "ScalingConfig/MaximumConcurrency"),
                number(template, queue, "VisibilityTimeout"),
                number(template, queue, "RedrivePolicy/maxReceiveCount"));
    }

    private static int number(Template template, String resource, String property) {
        JsonNode found = template.at("/Resources/" + resource + "/Properties/" + property);
        return found.asInt();
    }
}
