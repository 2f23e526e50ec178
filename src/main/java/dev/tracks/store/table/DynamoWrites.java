package dev.tracks.store.table;

import dev.tracks.usecase.WriteResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Conditional writes: one part as a plain request if its condition allows it, else as a transaction. */
final class DynamoWrites {
    private static final String FAILED = "ConditionalCheckFailed";
    /** Transient cancellation reasons: the write can be retried. */
    private static final Set<String> CONTENDED =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;
    private final String name;
    private final Write.Visitor<Request> requests = new Requests();

    DynamoWrites(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    WriteResult write(List<Write> parts) {
        try {
            List<Request> built =
                    parts.stream().map(part -> part.accept(requests)).toList();
            if (parts.size() == 1 && parts.get(0).isRepeatable()) {
                built.get(0).send().run();
            } else {
                transact(built.stream().map(Request::part).toList());
            }
            return WriteResult.WRITTEN;
        } catch (ConditionalCheckFailedException e) {
            return WriteResult.CONDITION_FAILED;
        } catch (TransactionCanceledException e) {
            return cancelled(e);
        } catch (TransactionConflictException
                | TransactionInProgressException
                | ProvisionedThroughputExceededException
                | RequestLimitExceededException
                | ThrottlingException e) {
            return WriteResult.CONFLICT;
        }
    }

    private void transact(List<TransactWriteItem> items) {
        client.transactWriteItems(request -> request.transactItems(items));
    }

    /** A failed condition takes precedence over a transient reason: another writer has changed the item. */
    private static WriteResult cancelled(TransactionCanceledException e) {
        Set<String> codes =
                e.cancellationReasons().stream().map(CancellationReason::code).collect(Collectors.toSet());
        if (codes.contains(FAILED)) {
            return WriteResult.CONDITION_FAILED;
        }
        if (codes.stream().anyMatch(CONTENDED::contains)) {
            return WriteResult.CONFLICT;
        }
        throw e;
    }

    /**
     * A write as DynamoDB takes it.
     *
     * @param part the write as a part of a transaction
     * @param send sends the write alone, as a plain request where there is one
     */
    private record Request(TransactWriteItem part, Runnable send) {}

    /** Both forms of each kind of write. The SDK's builders share no type, so each states its condition. */
    private final class Requests implements Write.Visitor<Request> {
        @Override
        public Request put(Write.Put put) {
            Expressions expressions = Expressions.of(put.check());
            TransactWriteItem part = TransactWriteItem.builder()
                    .put(request -> request.tableName(name)
                            .item(put.item())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
            return new Request(
                    part,
                    () -> client.putItem(request -> request.tableName(name)
                            .item(put.item())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values())));
        }

        @Override
        public Request update(Write.Update update) {
            Expressions expressions = Expressions.of(update);
            TransactWriteItem part = TransactWriteItem.builder()
                    .update(request -> request.tableName(name)
                            .key(update.key().attributes())
                            .updateExpression(expressions.update())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
            return new Request(
                    part,
                    () -> client.updateItem(request -> request.tableName(name)
                            .key(update.key().attributes())
                            .updateExpression(expressions.update())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values())));
        }

        @Override
        public Request delete(Write.Delete delete) {
            Expressions expressions = Expressions.of(delete.check());
            TransactWriteItem part = TransactWriteItem.builder()
                    .delete(request -> request.tableName(name)
                            .key(delete.key().attributes())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
            return new Request(
                    part,
                    () -> client.deleteItem(request -> request.tableName(name)
                            .key(delete.key().attributes())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values())));
        }

        @Override
        public Request conditionCheck(Write.ConditionCheck check) {
            Expressions expressions = Expressions.of(check.check());
            TransactWriteItem part = TransactWriteItem.builder()
                    .conditionCheck(request -> request.tableName(name)
                            .key(check.key().attributes())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
            return new Request(part, () -> transact(List.of(part)));
        }
    }

    /** A write in DynamoDB's expression language; absent parts are null, as the SDK's builders want them. */
    private record Expressions(
            String update, String condition, Map<String, String> names, Map<String, AttributeValue> values) {

        static Expressions of(Check check) {
            return of(null, check, check.names(), check.values());
        }

        static Expressions of(Write.Update change) {
            Map<String, String> names = new HashMap<>(change.check().names());
            Map<String, AttributeValue> values = new HashMap<>(change.check().values());
            String update = update(change, names, values);
            return of(update, change.check(), names, values);
        }

        private static Expressions of(
                String update, Check check, Map<String, String> names, Map<String, AttributeValue> values) {
            String condition = check.condition().form().expression();
            return new Expressions(
                    update,
                    condition.isEmpty() ? null : condition,
                    names.isEmpty() ? null : names,
                    values.isEmpty() ? null : values);
        }

        /** Names and values by number, so that no attribute can clash with a reserved word. */
        private static String update(
                Write.Update change, Map<String, String> names, Map<String, AttributeValue> values) {
            StringBuilder text = new StringBuilder();
            int number = 0;
            for (Map.Entry<String, AttributeValue> entry : new TreeMap<>(change.set()).entrySet()) {
                text.append(number == 0 ? "SET " : ", ").append("#s" + number + " = :s" + number);
                names.put("#s" + number, entry.getKey());
                values.put(":s" + number, entry.getValue());
                number++;
            }
            for (Map.Entry<String, AttributeValue> entry : new TreeMap<>(change.setIfAbsent()).entrySet()) {
                String name = "#s" + number;
                text.append(number == 0 ? "SET " : ", ")
                        .append(name + " = if_not_exists(" + name + ", :s" + number + ")");
                names.put(name, entry.getKey());
                values.put(":s" + number, entry.getValue());
                number++;
            }
            int removed = 0;
            for (String attribute : change.remove()) {
                names.put("#r" + removed, attribute);
                text.append(removed == 0 ? " REMOVE " : ", ").append("#r" + removed);
                removed++;
            }
            return text.toString().strip();
        }
    }
}
