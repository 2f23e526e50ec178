package dev.tracks.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.StepReachedJson;
import dev.tracks.lambda.json.mapping.message.MessageRefJson;
import dev.tracks.usecase.outbox.ReceivedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class SqsQueuesTest {
    private final SqsClient client = mock(SqsClient.class);
    private final SqsQueues queues = new SqsQueues(client, "reached-url", "messages-url", "jobs-url");
    private final List<SendMessageBatchRequest> batches = new ArrayList<>();
    private final List<SendMessageRequest> messages = new ArrayList<>();
    private final List<ChangeMessageVisibilityRequest> hidden = new ArrayList<>();
    private SendMessageBatchResponse response =
            SendMessageBatchResponse.builder().build();

    @BeforeEach
    void collect() {
        when(client.sendMessageBatch(any(Consumer.class))).thenAnswer(call -> {
            SendMessageBatchRequest.Builder request = SendMessageBatchRequest.builder();
            call.<Consumer<SendMessageBatchRequest.Builder>>getArgument(0).accept(request);
            batches.add(request.build());
            return response;
        });
        when(client.sendMessage(any(Consumer.class))).thenAnswer(call -> {
            SendMessageRequest.Builder request = SendMessageRequest.builder();
            call.<Consumer<SendMessageRequest.Builder>>getArgument(0).accept(request);
            messages.add(request.build());
            return null;
        });
        when(client.changeMessageVisibility(any(Consumer.class))).thenAnswer(call -> {
            ChangeMessageVisibilityRequest.Builder request = ChangeMessageVisibilityRequest.builder();
            call.<Consumer<ChangeMessageVisibilityRequest.Builder>>getArgument(0)
                    .accept(request);
            hidden.add(request.build());
            return null;
        });
    }

    private static List<StepReached> causes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new StepReached("day-1", "s" + i, "ada", 1))
                .toList();
    }

    @Test
    void causesAreSentInBatchesOfTenThatTheBatchFunctionCanRead() {
        queues.sendReached(causes(23));

        assertThat(batches).extracting(batch -> batch.entries().size()).containsExactly(10, 10, 3);
        assertThat(batches).allMatch(batch -> batch.queueUrl().equals("reached-url"));
        assertThat(batches.stream()
                        .flatMap(batch -> batch.entries().stream())
                        .map(entry -> StepReachedJson.read(Json.read(entry.messageBody())))
                        .map(event -> event.cause(event.person().value())))
                .containsExactlyElementsOf(causes(23));
        assertThat(batches.get(0).entries())
                .extracting(SendMessageBatchRequestEntry::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void anUnresolvedEventIsSentLaterAsItCame() {
        ReachedEvent event = new ReachedEvent("day-1", "s1", PersonRef.of(Alias.subject("auth0|Ada")), 2);

        queues.sendUnresolved(event);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.queueUrl()).isEqualTo("reached-url");
            assertThat(message.delaySeconds()).isEqualTo(900);
            assertThat(StepReachedJson.read(Json.read(message.messageBody()))).isEqualTo(event);
        });
    }

    @Test
    void aPartiallyFailedBatchIsAFailure() {
        response = SendMessageBatchResponse.builder()
                .failed(BatchResultErrorEntry.builder()
                        .id("1")
                        .code("InternalError")
                        .build())
                .build();

        assertThatThrownBy(() -> queues.sendReached(causes(2)))
                .isInstanceOf(SqsQueues.NotQueuedException.class)
                .hasMessageContaining("1 of 2")
                .hasMessageContaining("InternalError");
    }

    @Test
    void aMessageIsSentAsAReferenceThatTheDeliverFunctionCanRead() {
        MessageRef invitation = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 3);

        queues.sendMessage(invitation);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.queueUrl()).isEqualTo("messages-url");
            assertThat(MessageRefJson.read(Json.read(message.messageBody()))).isEqualTo(invitation);
            assertThat(message.delaySeconds()).isNull();
        });
    }

    @Test
    void aMessageCanBeDelayed() {
        queues.sendMessageAfter(Duration.ofSeconds(7), new MessageRef(MessageKind.REMINDER, "ada", "leadership", 3));

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.queueUrl()).isEqualTo("messages-url");
            assertThat(message.delaySeconds()).isEqualTo(7);
        });
    }

    @Test
    void aDelayIsRoundedUpToWholeSeconds() {
        StepReached cause = new StepReached("day-1", "s1", "ada", 1);

        queues.sendReachedAfter(Duration.ofMillis(1_001), cause);

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.queueUrl()).isEqualTo("reached-url");
            assertThat(message.delaySeconds()).isEqualTo(2);
            assertThat(StepReachedJson.read(Json.read(message.messageBody())).cause("ada"))
                    .isEqualTo(cause);
        });
    }

    @Test
    void aVisibilityTimeoutIsRoundedUpToWholeSeconds() {
        new SqsRecordVisibility(client, "messages-url")
                .extend(new ReceivedRecord("receipt", 2), Duration.ofMillis(29_001));

        assertThat(hidden).singleElement().satisfies(request -> {
            assertThat(request.queueUrl()).isEqualTo("messages-url");
            assertThat(request.receiptHandle()).isEqualTo("receipt");
            assertThat(request.visibilityTimeout()).isEqualTo(30);
        });
    }
}
