package dev.tracks.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.withSettings;

import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** How writes are asked for, and which answers mean taken, contended or failed. */
class DynamoWritesTest {
    private static final String NAME = "tracks";
    private static final Key KEY = new Key("USER#ada", "RUN#1");
    private static final Map<String, AttributeValue> ITEM =
            ItemWriter.at(KEY).number(Items.VERSION, 2).build();
    private static final Write PUT = new Write.Put(ITEM, Check.version(Condition.RUN_UNCHANGED, 1));
    private static final Write DELETE = new Write.Delete(new Key("STEPS#day-1", "s1"), Check.of(Condition.ALWAYS));
    private static final Write UPDATE = new Write.Update(
            new Key("USER#ada", "ENROLLMENT#week-1#00001"),
            Map.of("status", text("completed"), "a", text("b")),
            Map.of("pending", text("ended"), "due", text("now")),
            new TreeSet<>(Set.of("gone", "left")),
            Check.version(Condition.ENROLLMENT_UNCHANGED, 4));

    private final DynamoDbClient client =
            mock(DynamoDbClient.class, withSettings().defaultAnswer(CALLS_REAL_METHODS));
    private final DynamoWrites writes = new DynamoWrites(client, NAME);

    @Test
    void onePartIsAPlainRequestWithItsCondition() {
        doReturn(PutItemResponse.builder().build()).when(client).putItem(any(PutItemRequest.class));

        assertThat(writes.write(List.of(PUT))).isEqualTo(WriteResult.WRITTEN);

        verify(client)
                .putItem(PutItemRequest.builder()
                        .tableName(NAME)
                        .item(ITEM)
                        .conditionExpression("#version = :version")
                        .expressionAttributeNames(Map.of("#version", "version"))
                        .expressionAttributeValues(Map.of(":version", AttributeValue.fromN("1")))
                        .build());
    }

    @Test
    void aDeleteWithoutConditionHasNoExpression() {
        doReturn(DeleteItemResponse.builder().build()).when(client).deleteItem(any(DeleteItemRequest.class));

        assertThat(writes.write(List.of(DELETE))).isEqualTo(WriteResult.WRITTEN);

        verify(client)
                .deleteItem(DeleteItemRequest.builder()
                        .tableName(NAME)
                        .key(DELETE.key().attributes())
                        .build());
    }

    @Test
    void anUpdateNamesEveryAttributeByPlaceholder() {
        doReturn(UpdateItemResponse.builder().build()).when(client).updateItem(any(UpdateItemRequest.class));

        assertThat(writes.write(List.of(UPDATE))).isEqualTo(WriteResult.WRITTEN);

        ArgumentCaptor<UpdateItemRequest> request = ArgumentCaptor.forClass(UpdateItemRequest.class);
        verify(client).updateItem(request.capture());
        String resolved = resolved(
                request.getValue().updateExpression(),
                request.getValue().expressionAttributeNames(),
                request.getValue().expressionAttributeValues());
        assertThat(resolved)
                .isEqualTo("SET a = 'b', status = 'completed', due = if_not_exists(due, 'now'),"
                        + " pending = if_not_exists(pending, 'ended') REMOVE gone, left");
        assertThat(request.getValue().conditionExpression()).isEqualTo("#version = :version");
        assertThat(request.getValue().key()).isEqualTo(UPDATE.key().attributes());
    }

    private static String resolved(String text, Map<String, String> names, Map<String, AttributeValue> values) {
        String resolved = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            resolved = resolved.replaceAll(name.getKey() + "\\b", name.getValue());
        }
        for (Map.Entry<String, AttributeValue> value : values.entrySet()) {
            resolved = resolved.replaceAll(
                    value.getKey() + "\\b", "'" + value.getValue().s() + "'");
        }
        return resolved;
    }

    @Test
    void severalPartsAreOneTransactionWithTheirConditions() {
        doReturn(TransactWriteItemsResponse.builder().build())
                .when(client)
                .transactWriteItems(any(TransactWriteItemsRequest.class));

        assertThat(writes.write(List.of(PUT, UPDATE, DELETE))).isEqualTo(WriteResult.WRITTEN);

        ArgumentCaptor<TransactWriteItemsRequest> request = ArgumentCaptor.forClass(TransactWriteItemsRequest.class);
        verify(client).transactWriteItems(request.capture());
        List<TransactWriteItem> items = request.getValue().transactItems();
        assertThat(items).hasSize(3);
        assertThat(items.get(0).put().item()).isEqualTo(ITEM);
        assertThat(items.get(0).put().conditionExpression()).isEqualTo("#version = :version");
        assertThat(items.get(0).put().expressionAttributeValues()).containsEntry(":version", AttributeValue.fromN("1"));
        assertThat(items.get(1).update().key()).isEqualTo(UPDATE.key().attributes());
        assertThat(items.get(1).update().updateExpression()).startsWith("SET ").contains(" REMOVE ");
        assertThat(items.get(1).update().conditionExpression()).isEqualTo("#version = :version");
        assertThat(items.get(2).delete().key()).isEqualTo(DELETE.key().attributes());
        assertThat(items.get(2).delete().conditionExpression()).isNull();
    }

    @Test
    void whatIsOnlyRequiredIsACheckOfTheTransactionEvenAlone() {
        doReturn(TransactWriteItemsResponse.builder().build())
                .when(client)
                .transactWriteItems(any(TransactWriteItemsRequest.class));

        assertThat(writes.write(ParticipantItem.notErased("ada", "ada"))).isEqualTo(WriteResult.WRITTEN);

        ArgumentCaptor<TransactWriteItemsRequest> request = ArgumentCaptor.forClass(TransactWriteItemsRequest.class);
        verify(client).transactWriteItems(request.capture());
        assertThat(request.getValue().transactItems())
                .containsExactly(TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(NAME)
                                .key(new Key("USER#ada", "USER").attributes())
                                .conditionExpression("attribute_not_exists(#erased)")
                                .expressionAttributeNames(Map.of("#erased", "erasedAt")))
                        .build());
    }

    private static final Set<Condition> REPEATABLE = Set.of(
            Condition.RUN_IS_NEW,
            Condition.RUN_UNCHANGED,
            Condition.JOB_ROW_IS_NEW,
            Condition.IDEMPOTENCY_KEY_UNUSED,
            Condition.OUTAGE_IS_NEW,
            Condition.TURN_IS_DUE,
            Condition.MESSAGE_UNCLAIMED,
            Condition.MESSAGE_CLAIMED,
            Condition.ALWAYS);

    @ParameterizedTest
    @EnumSource(Condition.class)
    void whatTheClientMustNotRepeatByItselfIsATransactionEvenAlone(Condition condition) {
        doReturn(PutItemResponse.builder().build()).when(client).putItem(any(PutItemRequest.class));
        doReturn(TransactWriteItemsResponse.builder().build())
                .when(client)
                .transactWriteItems(any(TransactWriteItemsRequest.class));

        assertThat(writes.write(List.of(new Write.Put(ITEM, Check.of(condition)))))
                .isEqualTo(WriteResult.WRITTEN);

        verify(client, times(REPEATABLE.contains(condition) ? 1 : 0)).putItem(any(PutItemRequest.class));
        verify(client, times(REPEATABLE.contains(condition) ? 0 : 1))
                .transactWriteItems(any(TransactWriteItemsRequest.class));
    }

    @Test
    void aNewVersionIsNotAPlainUpdateUnlessItsConditionAllowsIt() {
        doReturn(UpdateItemResponse.builder().build()).when(client).updateItem(any(UpdateItemRequest.class));
        doReturn(TransactWriteItemsResponse.builder().build())
                .when(client)
                .transactWriteItems(any(TransactWriteItemsRequest.class));
        Map<String, AttributeValue> version = Map.of(Items.VERSION, AttributeValue.fromN("5"));

        writes.write(
                List.of(new Write.Update(KEY, version, Set.of(), Check.version(Condition.ENROLLMENT_UNCHANGED, 4))));
        verify(client).transactWriteItems(any(TransactWriteItemsRequest.class));

        writes.write(List.of(new Write.Update(KEY, version, Set.of(), Check.version(Condition.RUN_UNCHANGED, 4))));
        verify(client).updateItem(any(UpdateItemRequest.class));
    }

    @ParameterizedTest
    @CsvSource({
        "None ConditionalCheckFailed, CONDITION_FAILED",
        "TransactionConflict ConditionalCheckFailed, CONDITION_FAILED",
        "ConditionalCheckFailed ThrottlingError, CONDITION_FAILED",
        "TransactionConflict None, CONFLICT",
        "None ThrottlingError, CONFLICT",
        "ProvisionedThroughputExceeded None, CONFLICT",
    })
    void aCancelledTransactionTellsWhy(String codes, WriteResult written) {
        doThrow(cancelled(codes)).when(client).transactWriteItems(any(TransactWriteItemsRequest.class));

        assertThat(writes.write(List.of(PUT, DELETE))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"None ValidationError", "ItemCollectionSizeLimitExceeded None", "None None"})
    void aTransactionCancelledForAnyOtherReasonIsAnError(String codes) {
        doThrow(cancelled(codes)).when(client).transactWriteItems(any(TransactWriteItemsRequest.class));

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> writes.write(List.of(PUT, DELETE)));
    }

    private static TransactionCanceledException cancelled(String codes) {
        return TransactionCanceledException.builder()
                .cancellationReasons(Stream.of(codes.split(" "))
                        .map(code -> CancellationReason.builder().code(code).build())
                        .toList())
                .build();
    }

    static Stream<RuntimeException> contended() {
        return Stream.of(
                TransactionConflictException.builder().build(),
                TransactionInProgressException.builder().build(),
                ProvisionedThroughputExceededException.builder().build(),
                RequestLimitExceededException.builder().build(),
                ThrottlingException.builder().build());
    }

    @ParameterizedTest
    @MethodSource("contended")
    void throttlingAndConflictMeanContended(RuntimeException answer) {
        doThrow(answer).when(client).putItem(any(PutItemRequest.class));
        doThrow(answer).when(client).updateItem(any(UpdateItemRequest.class));
        doThrow(answer).when(client).deleteItem(any(DeleteItemRequest.class));
        doThrow(answer).when(client).transactWriteItems(any(TransactWriteItemsRequest.class));

        for (List<Write> parts : List.of(List.of(PUT), List.of(UPDATE), List.of(DELETE), List.of(PUT, DELETE))) {
            assertThat(writes.write(parts)).isEqualTo(WriteResult.CONFLICT);
        }
    }

    @Test
    void aFailedConditionOfASingleWriteMeansConditionFailed() {
        doThrow(ConditionalCheckFailedException.builder().build()).when(client).putItem(any(PutItemRequest.class));

        assertThat(writes.write(List.of(PUT))).isEqualTo(WriteResult.CONDITION_FAILED);
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                InternalServerErrorException.builder().build(),
                DynamoDbException.builder().message("a rule of the table's").build(),
                SdkClientException.create("time-out"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anyOtherFailureIsAnErrorForNobodyKnowsWhatIsWritten(RuntimeException failure) {
        doThrow(failure).when(client).putItem(any(PutItemRequest.class));

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> writes.write(List.of(PUT)))
                .isSameAs(failure);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
