package dev.tracks.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.VirtualClock;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqsApiTest {
    private static final int LIMIT = 1_048_576;
    private static final String TWO_BYTES = "é";

    @TempDir
    Path folder;

    private final ManualClock real = new ManualClock();
    private DiskStore disk;
    private SqsApi api;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        VirtualClock clock = new VirtualClock(real.instant(), real.instant(), BigDecimal.ONE, real);
        api = new SqsApi(new Queues(disk, real), disk, URI.create("http://localhost"), clock);
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"})
    void aBatchWithoutEntriesIsAnError(String operation) {
        assertError(
                () -> api.call(operation, batch()),
                "EmptyBatchRequest",
                "There should be at least one " + operation + "RequestEntry in the request.");
    }

    @Test
    void aBatchHasAtMostTenEntries() throws Exception {
        List<String> ids =
                IntStream.rangeClosed(1, 11).mapToObj(String::valueOf).toList();

        assertError(
                () -> send(ids),
                "TooManyEntriesInBatchRequest",
                "Maximum number of entries per request are 10. You have sent 11.");
        assertThat(send(ids.subList(0, 10)).path("Successful")).hasSize(10);
    }

    @Test
    void twoEntriesOfABatchWithTheSameIdAreAnErrorAndNothingIsSent() throws Exception {
        assertError(() -> send(List.of("a", "b", "a")), "BatchEntryIdsNotDistinct", "Id a repeated.");

        assertThat(receive()).isEmpty();
    }

    @Test
    void anEntryIdHasOneToEightyLettersDigitsHyphensOrUnderscores() throws Exception {
        for (String id : List.of("", "a b", "é", "x".repeat(81))) {
            assertError(
                    () -> send(List.of("fine", id)),
                    "InvalidBatchEntryId",
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                            + " It can be at most 80 letters long.");
        }
        assertThat(send(List.of("Az_09-", "x".repeat(80))).path("Successful")).hasSize(2);
    }

    @Test
    void aBatchToAnUnknownQueueIsAnErrorOfTheWholeRequest() {
        Request request = batch(entry("a", "body"));
        ((ObjectNode) request.node()).put("QueueUrl", "http://localhost/000000000000/nothing");

        assertError(
                () -> api.call("SendMessageBatch", request),
                "QueueDoesNotExist",
                "The specified queue does not exist.");
    }

    @Test
    void anInvalidEntryFailsAloneAndTheOthersAreSent() throws Exception {
        JsonNode answer = api.call(
                "SendMessageBatch", batch(entry("a", "body"), entry("b", "late").put("DelaySeconds", 901)));

        assertThat(answer.path("Successful"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.path("Id").asText()).isEqualTo("a"));
        assertThat(answer.path("Failed")).singleElement().satisfies(failed -> {
            assertThat(failed.path("Id").asText()).isEqualTo("b");
            assertThat(failed.path("Code").asText()).isEqualTo("InvalidParameterValue");
        });
    }

    @Test
    void theMessagesOfABatchTogetherHaveAtMostOneMebibyte() throws Exception {
        ObjectNode half = entry("a", "x".repeat(LIMIT / 2));
        ObjectNode otherHalf = entry("b", TWO_BYTES.repeat(LIMIT / 4));

        assertThat(api.call("SendMessageBatch", batch(half, otherHalf)).path("Successful"))
                .hasSize(2);
        assertError(
                () -> api.call("SendMessageBatch", batch(half, otherHalf, entry("c", "x"))),
                "BatchRequestTooLong",
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
    }

    @Test
    void aMessageHasAtMostOneMebibyteInUtf8WithItsAttributes() throws Exception {
        assertThat(sent(message(TWO_BYTES.repeat(LIMIT / 2)))).isTrue();
        assertTooLong(message(TWO_BYTES.repeat(LIMIT / 2) + "x"));

        String attribute = "kind" + "String" + "value";
        assertThat(sent(withAttribute(message("x".repeat(LIMIT - attribute.length())))))
                .isTrue();
        assertTooLong(withAttribute(message("x".repeat(LIMIT - attribute.length() + 1))));
    }

    @Test
    void aMessageWithoutABodyIsAnError() {
        for (ObjectNode message : List.of(queue(), message(""))) {
            assertError(() -> sent(message), "MissingParameter", "The request must contain the parameter MessageBody.");
        }
    }

    @Test
    void aReceivedMessageStaysInvisibleForTheTimeoutOfItsQueue() throws Exception {
        api.call("SendMessage", new Request(message("body")));
        assertThat(receive()).hasSize(1);

        real.pass(Duration.ofSeconds(359));
        assertThat(receive()).isEmpty();
        real.pass(Duration.ofSeconds(1));
        assertThat(receive()).hasSize(1);
    }

    @Test
    void theAttributesOfAQueueNameItsVisibilityTimeoutAndItsSizeLimit() throws Exception {
        ObjectNode request = queue();
        request.putArray("AttributeNames").add("All");

        JsonNode attributes =
                api.call("GetQueueAttributes", new Request(request)).path("Attributes");

        assertThat(attributes.path("VisibilityTimeout").asText()).isEqualTo("360");
        assertThat(attributes.path("MaximumMessageSize").asText()).isEqualTo("1048576");
    }

    private JsonNode send(List<String> ids) throws InterruptedException {
        return api.call(
                "SendMessageBatch",
                batch(ids.stream().map(id -> entry(id, "body")).toArray(ObjectNode[]::new)));
    }

    private JsonNode receive() throws InterruptedException {
        return api.call("ReceiveMessage", new Request(queue())).path("Messages");
    }

    private boolean sent(ObjectNode message) throws InterruptedException {
        return api.call("SendMessage", new Request(message)).has("MessageId");
    }

    private void assertTooLong(ObjectNode message) {
        assertError(
                () -> sent(message),
                "InvalidParameterValue",
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }

    private static void assertError(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsError.class, error -> {
            assertThat(error.entry().path("Code").asText()).isEqualTo(code);
            assertThat(error).hasMessage(message);
            assertThat(error.reply().status()).isEqualTo(400);
        });
    }

    private static ObjectNode queue() {
        return Json.object().put("QueueUrl", "http://localhost/000000000000/" + Queues.REACHED);
    }

    private static ObjectNode message(String body) {
        return queue().put("MessageBody", body);
    }

    private static ObjectNode withAttribute(ObjectNode message) {
        message.putObject("MessageAttributes")
                .putObject("kind")
                .put("DataType", "String")
                .put("StringValue", "value");
        return message;
    }

    private static Request batch(ObjectNode... entries) {
        ObjectNode request = queue();
        ArrayNode list = request.putArray("Entries");
        Stream.of(entries).forEach(list::add);
        return new Request(request);
    }

    private static ObjectNode entry(String id, String body) {
        return Json.object().put("Id", id).put("MessageBody", body);
    }
}
