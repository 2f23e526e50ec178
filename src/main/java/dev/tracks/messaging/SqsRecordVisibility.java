package dev.tracks.messaging;

import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Changes the visibility time-outs of records of the messages queue in SQS. */
public final class SqsRecordVisibility implements RecordVisibility {
    private final SqsClient client;
    private final String messagesUrl;

    public SqsRecordVisibility(SqsClient client, String messagesUrl) {
        this.client = client;
        this.messagesUrl = messagesUrl;
    }

    @Override
    public void extend(ReceivedRecord record, Duration after) {
        client.changeMessageVisibility(request -> request.queueUrl(messagesUrl)
                .receiptHandle(record.handle())
                .visibilityTimeout(SqsQueues.seconds(after)));
    }
}
