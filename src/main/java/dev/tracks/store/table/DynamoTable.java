package dev.tracks.store.table;

import dev.tracks.usecase.Backoff;
import dev.tracks.usecase.WriteResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The table in DynamoDB, by the low-level client. */
public final class DynamoTable implements Table {
    /** The maximum number of retries of {@code UnprocessedKeys}; after that, the caller retries. */
    static final int BATCH_ROUNDS = 6;

    /** DynamoDB kept leaving keys of a batch unprocessed: it throttles. */
    public static final class ThrottledException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ThrottledException(int keys) {
            super("the table throttles: " + keys + " keys stayed unprocessed");
        }
    }

    private final DynamoDbClient client;
    private final String name;
    private final IndexNames indexes;
    private final Backoff backoff;
    private final DynamoWrites writes;

    /** A table with the indexes of a new one. */
    public DynamoTable(DynamoDbClient client, String name, Backoff backoff) {
        this(client, name, IndexNames.NEW, backoff);
    }

    public DynamoTable(DynamoDbClient client, String name, IndexNames indexes, Backoff backoff) {
        this.client = client;
        this.name = name;
        this.indexes = indexes;
        this.backoff = backoff;
        this.writes = new DynamoWrites(client, name);
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
        Map<String, AttributeValue> item = client.getItem(
                        request -> request.tableName(name).key(key.attributes()).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    @Override
    public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
        Set<Key> distinct = new LinkedHashSet<>(keys); // A key that is there twice is refused by DynamoDB.
        Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
        KeysAndAttributes wanted = KeysAndAttributes.builder()
                .keys(distinct.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build();
        for (int round = 0; ; round++) {
            Map<String, KeysAndAttributes> request = Map.of(name, wanted);
            BatchGetItemResponse response = client.batchGetItem(builder -> builder.requestItems(request));
            response.responses().getOrDefault(name, List.of()).forEach(item -> found.put(Items.key(item), item));
            if (!response.unprocessedKeys().containsKey(name)) {
                return found;
            }
            // UnprocessedKeys may omit ConsistentRead, so set it again.
            wanted = response.unprocessedKeys().get(name).toBuilder()
                    .consistentRead(true)
                    .build();
            if (round == BATCH_ROUNDS) {
                throw new ThrottledException(wanted.keys().size());
            }
            backoff.pause(round);
        }
    }

    @Override
    public Page query(Query query) {
        QueryResponse response = client.query(request(query));
        Optional<Map<String, AttributeValue>> last =
                response.lastEvaluatedKey().isEmpty() ? Optional.empty() : Optional.of(response.lastEvaluatedKey());
        return new Page(response.items(), last);
    }

    private QueryRequest request(Query query) {
        Map<String, String> names = new HashMap<>(Map.of("#pk", query.index().partition()));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", Items.text(query.partition())));
        if (query.range() != Range.ALL) {
            names.put("#sk", query.index().sort());
            values.put(":sk", Items.text(query.bound()));
        }
        return QueryRequest.builder()
                .tableName(name)
                .indexName(indexes.of(query.index()).orElse(null))
                .consistentRead(query.index() == Index.TABLE)
                .keyConditionExpression("#pk = :pk" + query.range().condition())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(!query.backward())
                .limit(query.limit())
                .exclusiveStartKey(query.from().orElse(null))
                .build();
    }

    @Override
    public WriteResult write(List<Write> parts) {
        return writes.write(parts);
    }
}
