package dev.tracks.messaging;

import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Queues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** The reached queue, the messages queue and the jobs queue in SQS. The queues' configuration sets retries and dead-letter queues. */
public final class SqsQueues implements Queues {
    /** The most entries of one SendMessageBatch (SQS quotas). */
    static final int BATCH_MAX = 10;

    /** SQS accepted only some of the entries; the caller must send all of them again. */
    public static final class NotQueuedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotQueuedException(String message) {
            super(message);
        }
    }

    private final SqsClient client;
    private final String reachedUrl;
    private final String messagesUrl;
    private final String jobsUrl;

    public SqsQueues(SqsClient client, String reachedUrl, String messagesUrl, String jobsUrl) {
        this.client = client;
        this.reachedUrl = reachedUrl;
        this.messagesUrl = messagesUrl;
        this.jobsUrl = jobsUrl;
    }

    @Override
    public void sendReached(List<StepReached> causes) {
        for (int from = 0; from < causes.size(); from += BATCH_MAX) {
            send(causes.subList(from, Math.min(from + BATCH_MAX, causes.size())));
        }
    }

    private void send(List<StepReached> causes) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (StepReached cause : causes) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(QueueBody.of(cause))
                    .build());
        }
        SendMessageBatchResponse response =
                client.sendMessageBatch(request -> request.queueUrl(reachedUrl).entries(entries));
        if (response.hasFailed() && !response.failed().isEmpty()) {
            throw new NotQueuedException(response.failed().size() + " of " + causes.size() + " were not queued: "
                    + response.failed().get(0).code());
        }
    }

    @Override
    public void sendReachedAfter(Duration delay, StepReached cause) {
        client.sendMessage(request ->
                request.queueUrl(reachedUrl).messageBody(QueueBody.of(cause)).delaySeconds(seconds(delay)));
    }

    @Override
    public void sendUnresolved(ReachedEvent event) {
        client.sendMessage(request ->
                request.queueUrl(reachedUrl).messageBody(QueueBody.of(event)).delaySeconds(seconds(LONGEST_DELAY)));
    }

    /** Rounded up to whole seconds, so that nothing is early. */
    static int seconds(Duration delay) {
        return Math.toIntExact(delay.plusNanos(999_999_999).toSeconds());
    }

    @Override
    public void sendMessage(MessageRef message) {
        client.sendMessage(request -> request.queueUrl(messagesUrl).messageBody(QueueBody.of(message)));
    }

    @Override
    public void sendClosed(MessageRef invitation) {
        client.sendMessage(request -> request.queueUrl(messagesUrl).messageBody(QueueBody.closed(invitation)));
    }

    @Override
    public void sendLane(LaneRef lane) {
        client.sendMessage(request -> request.queueUrl(jobsUrl).messageBody(QueueBody.of(lane)));
    }

    @Override
    public void sendMessageAfter(Duration delay, MessageRef message) {
        client.sendMessage(request ->
                request.queueUrl(messagesUrl).messageBody(QueueBody.of(message)).delaySeconds(seconds(delay)));
    }
}
