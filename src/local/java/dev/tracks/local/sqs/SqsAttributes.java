package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.Json;

/** The response of GetQueueAttributes. */
public final class SqsAttributes {
    private SqsAttributes() {}

    public static String arn(String queue) {
        return "arn:aws:sqs:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":" + queue;
    }

    static ObjectNode of(MessageQueue queue, Request request) {
        ObjectNode all = all(queue);
        ObjectNode asked = Json.object();
        request.node().path("AttributeNames").forEach(name -> {
            if ("All".equals(name.asText())) {
                asked.setAll(all);
            } else if (all.has(name.asText())) {
                asked.set(name.asText(), all.get(name.asText()));
            }
        });
        ObjectNode answer = Json.object();
        answer.set("Attributes", asked);
        return answer;
    }

    private static ObjectNode all(MessageQueue queue) {
        MessageQueue.Counts counts = queue.counts();
        ObjectNode all = Json.object()
                .put("QueueArn", arn(queue.name()))
                .put("ApproximateNumberOfMessages", String.valueOf(counts.visible()))
                .put("ApproximateNumberOfMessagesDelayed", String.valueOf(counts.delayed()))
                .put("ApproximateNumberOfMessagesNotVisible", String.valueOf(counts.inFlight()))
                .put("VisibilityTimeout", String.valueOf(queue.visibility().toSeconds()))
                .put("DelaySeconds", "0")
                .put("ReceiveMessageWaitTimeSeconds", "0")
                .put("MaximumMessageSize", String.valueOf(MessageSize.LIMIT));
        queue.redrive()
                .ifPresent(redrive -> all.put(
                        "RedrivePolicy",
                        Json.object()
                                .put("deadLetterTargetArn", arn(redrive.target().name()))
                                .put("maxReceiveCount", redrive.maxReceives())
                                .toString()));
        return all;
    }
}
