package dev.tracks.messaging;

import dev.tracks.usecase.invite.ClickQueue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The clicks queue in SQS. */
public final class SqsClickQueue implements ClickQueue {
    private final SqsClient client;
    private final String url;

    /** @param client a client that gives up within two seconds */
    public SqsClickQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void send(String click) {
        client.sendMessage(request -> request.queueUrl(url).messageBody(click));
    }
}
