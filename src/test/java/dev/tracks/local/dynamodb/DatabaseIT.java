package dev.tracks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.dynamodb.DatabaseControl.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The local database through the real SDK: features that dynalite lacks, and no lost data after a kill. */
class DatabaseIT {

    private static final String TABLE = "tracks";
    private static final String IS_NEW = "attribute_not_exists(PK)";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Database database;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        database = Database.start(null, 0);
        client = database.client();
        TableDefinition.create(client, TABLE);
    }

    @AfterAll
    static void end() {
        client.close();
        database.close();
    }

    @Test
    void creatingTheTableAgainChangesNothing() {
        put("again", "kept");

        TableDefinition.create(client, TABLE);

        assertThat(read("again")).containsEntry("text", text("kept"));
        assertThat(client.describeTimeToLive(request -> request.tableName(TABLE))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expiresAtEpoch");
        assertThat(client.describeTable(request -> request.tableName(TABLE))
                        .table()
                        .globalSecondaryIndexes())
                .extracting(index -> index.indexName() + " " + index.indexStatusAsString())
                .containsExactlyInAnyOrder("Lists ACTIVE", "Due ACTIVE", "GSI3 ACTIVE");
    }

    @Test
    void failedConditionReturnsTheCurrentItem() {
        put("taken", "first");

        var failure = catchThrowableOfType(
                ConditionalCheckFailedException.class,
                () -> client.putItem(request -> request.tableName(TABLE)
                        .item(item("taken", "second"))
                        .conditionExpression(IS_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));

        assertThat(failure.item()).isEqualTo(item("taken", "first"));
    }

    @Test
    void cancelledTransactionGivesAReasonPerActionAndWritesNothing() {
        put("occupied", "earlier");

        var failure = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> client.transactWriteItems(request ->
                        request.transactItems(conditionalPut("free", "new"), conditionalPut("occupied", "new"))));

        assertThat(failure.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed");
        assertThat(failure.cancellationReasons().get(1).item()).isEqualTo(item("occupied", "earlier"));
        assertThat(read("free")).isEmpty();
        assertThat(read("occupied")).isEqualTo(item("occupied", "earlier"));
    }

    @Test
    void ofTwentyConcurrentConditionalPutsExactlyOneSucceeds() throws Exception {
        var start = new CyclicBarrier(20);
        var threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Boolean>> attempts = IntStream.range(0, 20)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        start.await();
                        return putIfNew("contended", "thread " + number);
                    })
                    .toList();
            int winners = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void killedDatabaseRestartsOnTheSamePortWithItsData() {
        put("survivor", "acknowledged");
        URI before = database.uri();
        long killed = database.pid();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        assertThat(readAfterRestart("survivor")).isEqualTo(item("survivor", "acknowledged"));
        assertThat(database.uri()).isEqualTo(before);
        assertThat(database.pid()).isNotEqualTo(killed);
    }

    @Test
    void streamHasNewAndOldImagesOfEachChangeInOrder() {
        String start = lastSequenceNumber();
        put("streamed", "one");
        put("streamed", "two");
        put("streamed", "two");
        client.deleteItem(request -> request.tableName(TABLE).key(key("streamed")));

        var records = recordsAfter(start);

        assertThat(records)
                .extracting(entry -> entry.path("eventName").asText())
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        JsonNode change = records.get(1).path("dynamodb");
        assertThat(change.at("/OldImage/text/S").asText()).isEqualTo("one");
        assertThat(change.at("/NewImage/text/S").asText()).isEqualTo("two");
        assertThat(change.at("/Keys/PK/S").asText()).isEqualTo("streamed");
    }

    @Test
    void requestsAreCountedAndFaultsCanBeInjected() {
        var control = database.control();
        put("counted", "x");
        control.resetRequests();

        control.faults(Map.of(Fault.UNPROCESSED_KEYS, 1));
        int unprocessedFirst = batchGet("counted").unprocessedKeys().size();
        int unprocessedNext = batchGet("counted").unprocessedKeys().size();

        assertThat(List.of(unprocessedFirst, unprocessedNext)).containsExactly(1, 0);
        assertThat(control.requests()).isEqualTo(Map.of("BatchGetItem", 2));
    }

    @Test
    void concurrentDatabasesKeepTheirDataSeparate() {
        try (var other = Database.start(null, 0);
                var otherClient = other.client()) {
            TableDefinition.create(otherClient, TABLE);
            put("here", "x");

            assertThat(otherClient
                            .getItem(request -> request.tableName(TABLE).key(key("here")))
                            .item())
                    .isEmpty();
        }
    }

    @Test
    void startFailsIfThePortIsInUse() {
        int taken = database.uri().getPort();

        assertThatIllegalStateException()
                .isThrownBy(() -> Database.start(null, taken))
                .withMessageContaining("EADDRINUSE");
    }

    private static void put(String id, String text) {
        client.putItem(request -> request.tableName(TABLE).item(item(id, text)));
    }

    private static boolean putIfNew(String id, String text) {
        try {
            client.putItem(
                    request -> request.tableName(TABLE).item(item(id, text)).conditionExpression(IS_NEW));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static TransactWriteItem conditionalPut(String id, String text) {
        var put = Put.builder()
                .tableName(TABLE)
                .item(item(id, text))
                .conditionExpression(IS_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return TransactWriteItem.builder().put(put).build();
    }

    private static Map<String, AttributeValue> read(String id) {
        return client.getItem(request -> request.tableName(TABLE).key(key(id)).consistentRead(true))
                .item();
    }

    private static BatchGetItemResponse batchGet(String id) {
        var keys = KeysAndAttributes.builder().keys(key(id)).build();
        return client.batchGetItem(request -> request.requestItems(Map.of(TABLE, keys)));
    }

    private static Map<String, AttributeValue> readAfterRestart(String id) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return read(id);
            } catch (SdkClientException e) {
                assertThat(Instant.now()).as("back before the deadline").isBefore(deadline);
            }
        }
    }

    private static List<JsonNode> recordsAfter(String number) {
        return database.control().stream(number, 1000, Duration.ZERO);
    }

    private static String lastSequenceNumber() {
        var records = recordsAfter("");
        return records.isEmpty()
                ? ""
                : records.get(records.size() - 1).at("/dynamodb/SequenceNumber").asText();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("PK", text(id), "SK", text("ITEM"));
    }

    private static Map<String, AttributeValue> item(String id, String text) {
        return Map.of("PK", text(id), "SK", text("ITEM"), "text", text(text));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
