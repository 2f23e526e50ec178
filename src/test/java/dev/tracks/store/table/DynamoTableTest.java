package dev.tracks.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** What the table asks DynamoDB, and what it makes of rare answers. */
class DynamoTableTest {
    private static final String NAME = "tracks";
    private static final Key ADA = new Key("USER#ada", "USER");
    private static final Key LINUS = new Key("USER#linus", "USER");
    private static final Key GRACE = new Key("USER#grace", "USER");

    private final DynamoDbClient client =
            mock(DynamoDbClient.class, withSettings().defaultAnswer(CALLS_REAL_METHODS));
    private final List<Integer> pauses = new ArrayList<>();
    private final DynamoTable table = new DynamoTable(client, NAME, pauses::add);

    @Test
    void aSingleItemIsReadConsistently() {
        doReturn(GetItemResponse.builder().item(item(ADA)).build()).when(client).getItem(any(GetItemRequest.class));

        assertThat(table.get(ADA)).contains(item(ADA));

        verify(client)
                .getItem(GetItemRequest.builder()
                        .tableName(NAME)
                        .key(item(ADA))
                        .consistentRead(true)
                        .build());
    }

    @Test
    void aBatchIsReadConsistentlyAndAsksForEachKeyOnce() {
        answer(found(ADA, LINUS));

        assertThat(table.batchGet(List.of(ADA, LINUS, ADA))).isEqualTo(Map.of(ADA, item(ADA), LINUS, item(LINUS)));

        assertThat(batches()).containsExactly(wanted(ADA, LINUS));
        assertThat(pauses).isEmpty();
    }

    @Test
    void unprocessedKeysAreAskedForAgainAfterAPauseUntilAllAreRead() {
        answer(
                found(ADA).toBuilder().unprocessedKeys(left(LINUS, GRACE)).build(),
                found().toBuilder().unprocessedKeys(left(LINUS, GRACE)).build(),
                found(GRACE).toBuilder().unprocessedKeys(left(LINUS)).build(),
                found(LINUS));

        assertThat(table.batchGet(List.of(ADA, LINUS, GRACE))).containsOnlyKeys(ADA, LINUS, GRACE);

        assertThat(batches())
                .containsExactly(wanted(ADA, LINUS, GRACE), wanted(LINUS, GRACE), wanted(LINUS, GRACE), wanted(LINUS));
        assertThat(pauses).containsExactly(0, 1, 2);
    }

    @Test
    void keysThatStayUnprocessedAreNotTakenForAbsent() {
        answer(found(ADA).toBuilder().unprocessedKeys(left(LINUS)).build());

        assertThatExceptionOfType(DynamoTable.ThrottledException.class)
                .isThrownBy(() -> table.batchGet(List.of(ADA, LINUS)))
                .withMessageContaining("1 keys");

        verify(client, times(DynamoTable.BATCH_ROUNDS + 1)).batchGetItem(any(BatchGetItemRequest.class));
        assertThat(pauses)
                .containsExactlyElementsOf(
                        IntStream.range(0, DynamoTable.BATCH_ROUNDS).boxed().toList());
    }

    @Test
    void theTableItselfIsQueriedConsistentlyByPrefix() {
        QueryRequest request = queried(Table.Query.prefix(Index.TABLE, "USER#ada", "RUN#"));

        assertThat(request)
                .isEqualTo(QueryRequest.builder()
                        .tableName(NAME)
                        .consistentRead(true)
                        .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)")
                        .expressionAttributeNames(Map.of("#pk", "PK", "#sk", "SK"))
                        .expressionAttributeValues(Map.of(":pk", text("USER#ada"), ":sk", text("RUN#")))
                        .limit(Table.PAGE)
                        .scanIndexForward(true)
                        .build());
    }

    @Test
    void aReversedQueryIsReadFromItsEnd() {
        Table.Query query = Table.Query.of(Index.GSI2, "DUE#3", Table.Range.UP_TO, "2025");

        assertThat(queried(query.reversed()).scanIndexForward()).isFalse();
    }

    @Test
    void anIndexIsQueriedAsItIs() {
        Map<String, AttributeValue> from =
                ItemWriter.at(ADA).index(Index.GSI2, "DUE#3", "2024").build();
        Table.Query query =
                Table.Query.of(Index.GSI2, "DUE#3", Table.Range.UP_TO, "2025").page(7, Optional.of(from));

        assertThat(queried(query))
                .isEqualTo(QueryRequest.builder()
                        .tableName(NAME)
                        .indexName("Due")
                        .consistentRead(false)
                        .keyConditionExpression("#pk = :pk AND #sk <= :sk")
                        .expressionAttributeNames(Map.of("#pk", "GSI2PK", "#sk", "GSI2SK"))
                        .expressionAttributeValues(Map.of(":pk", text("DUE#3"), ":sk", text("2025")))
                        .limit(7)
                        .scanIndexForward(true)
                        .exclusiveStartKey(from)
                        .build());
    }

    @Test
    void aWholePartitionIsQueriedWithoutASortKey() {
        QueryRequest request = queried(Table.Query.prefix(Index.TABLE, "TRACKS", ""));

        assertThat(request.keyConditionExpression()).isEqualTo("#pk = :pk");
        assertThat(request.expressionAttributeNames()).containsOnlyKeys("#pk");
        assertThat(request.expressionAttributeValues()).containsOnlyKeys(":pk");
    }

    @Test
    void aPageTellsWhereTheNextBegins() {
        QueryResponse response = QueryResponse.builder()
                .items(List.of(item(ADA)))
                .lastEvaluatedKey(item(ADA))
                .build();
        doReturn(response).when(client).query(any(QueryRequest.class));

        assertThat(table.query(Table.Query.prefix(Index.TABLE, "TRACKS", "")))
                .isEqualTo(new Table.Page(List.of(item(ADA)), Optional.of(item(ADA))));
    }

    private QueryRequest queried(Table.Query query) {
        doReturn(QueryResponse.builder().items(List.of()).build()).when(client).query(any(QueryRequest.class));
        assertThat(table.query(query)).isEqualTo(new Table.Page(List.of(), Optional.empty()));
        ArgumentCaptor<QueryRequest> request = ArgumentCaptor.forClass(QueryRequest.class);
        verify(client).query(request.capture());
        return request.getValue();
    }

    private void answer(BatchGetItemResponse first, BatchGetItemResponse... next) {
        doReturn(first, (Object[]) next).when(client).batchGetItem(any(BatchGetItemRequest.class));
    }

    private static BatchGetItemResponse found(Key... keys) {
        List<Map<String, AttributeValue>> items =
                Stream.of(keys).map(DynamoTableTest::item).toList();
        return BatchGetItemResponse.builder()
                .responses(Map.of(NAME, items))
                .unprocessedKeys(Map.of())
                .build();
    }

    /** As DynamoDB may leave them: it does not have to repeat how they were asked for. */
    private static Map<String, KeysAndAttributes> left(Key... keys) {
        return Map.of(
                NAME,
                KeysAndAttributes.builder()
                        .keys(Stream.of(keys).map(DynamoTableTest::item).toList())
                        .build());
    }

    private static KeysAndAttributes wanted(Key... keys) {
        return left(keys).get(NAME).toBuilder().consistentRead(true).build();
    }

    private List<KeysAndAttributes> batches() {
        ArgumentCaptor<BatchGetItemRequest> requests = ArgumentCaptor.forClass(BatchGetItemRequest.class);
        verify(client, atLeastOnce()).batchGetItem(requests.capture());
        return requests.getAllValues().stream()
                .map(request -> request.requestItems().get(NAME))
                .toList();
    }

    private static Map<String, AttributeValue> item(Key key) {
        return ItemWriter.at(key).build();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
