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
    /** Reasons that say nothing about what is there; trying again helps. */
    private static final Set<String> CONTENDED =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;
    private final String name;

    DynamoWrites(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    WriteResult write(List<Write> parts) {
        try {
            if (parts.size() == 1 && parts.get(0).isRepeatable()) {
                single(parts.get(0));
            } else {
                List<TransactWriteItem> items = parts.stream().map(this::part).toList();
                client.transactWriteItems(request -> request.transactItems(items));
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

    /** A failed condition tells more than a conflict: somebody was there first. */
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

    private void single(Write write) {
        Expressions expressions = Expressions.of(write);
        if (write instanceof Write.Put put) {
            client.putItem(request -> request.tableName(name)
                    .item(put.item())
                    .conditionExpression(expressions.condition())
                    .expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values()));
        } else if (write instanceof Write.Update update) {
            client.updateItem(request -> request.tableName(name)
                    .key(DynamoTable.attributes(update.key()))
                    .updateExpression(expressions.update())
                    .conditionExpression(expressions.condition())
                    .expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values()));
        } else {
            client.deleteItem(request -> request.tableName(name)
                    .key(DynamoTable.attributes(write.key()))
                    .conditionExpression(expressions.condition())
                    .expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values()));
        }
    }

    private TransactWriteItem part(Write write) {
        Expressions expressions = Expressions.of(write);
        if (write instanceof Write.Put put) {
            return TransactWriteItem.builder()
                    .put(part -> part.tableName(name)
                            .item(put.item())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
        }
        if (write instanceof Write.Update update) {
            return TransactWriteItem.builder()
                    .update(part -> part.tableName(name)
                            .key(DynamoTable.attributes(update.key()))
                            .updateExpression(expressions.update())
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
        }
        if (write instanceof Write.Require) {
            return TransactWriteItem.builder()
                    .conditionCheck(part -> part.tableName(name)
                            .key(DynamoTable.attributes(write.key()))
                            .conditionExpression(expressions.condition())
                            .expressionAttributeNames(expressions.names())
                            .expressionAttributeValues(expressions.values()))
                    .build();
        }
        return TransactWriteItem.builder()
                .delete(part -> part.tableName(name)
                        .key(DynamoTable.attributes(write.key()))
                        .conditionExpression(expressions.condition())
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values()))
                .build();
    }

    /** A write in DynamoDB's expression language; absent parts are null, as the SDK's builders want them. */
    private record Expressions(
            String update, String condition, Map<String, String> names, Map<String, AttributeValue> values) {

        static Expressions of(Write write) {
            Map<String, String> names = new HashMap<>(write.check().names());
            Map<String, AttributeValue> values = new HashMap<>(write.check().values());
            String update = write instanceof Write.Update change ? update(change, names, values) : null;
            String condition = write.check().condition().form().expression();
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
