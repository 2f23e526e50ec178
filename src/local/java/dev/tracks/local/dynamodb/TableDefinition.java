package dev.tracks.local.dynamodb;

import dev.tracks.store.table.Index;
import dev.tracks.store.table.IndexNames;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The table as {@code template.yaml} defines it, for local use: keys PK and SK, the indexes with their projections, a
 * stream of new and old images, and a time to live.
 */
public final class TableDefinition {

    /** The attribute that says when DynamoDB may delete an item, in seconds since 1970. */
    public static final String TIME_TO_LIVE = "expiresAtEpoch";

    private TableDefinition() {}

    /** Creates the table and waits until it is active; does nothing if it exists. */
    public static void create(DynamoDbClient client, String tableName) {
        create(client, tableName, IndexNames.NEW);
    }

    /** As {@link #create(DynamoDbClient, String)}, with these indexes: those of an earlier version project all attributes. */
    public static void create(DynamoDbClient client, String tableName, IndexNames indexes) {
        try {
            client.createTable(request(tableName, indexes));
        } catch (ResourceInUseException e) {
            // The table exists already.
        }
        client.waiter().waitUntilTableExists(request -> request.tableName(tableName));
        var timeToLive = client.describeTimeToLive(request -> request.tableName(tableName))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (timeToLive == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(request -> request.tableName(tableName)
                    .timeToLiveSpecification(
                            ttl -> ttl.attributeName(TIME_TO_LIVE).enabled(true)));
        }
    }

    private static CreateTableRequest request(String tableName, IndexNames indexes) {
        Stream<String> keys = Stream.concat(
                Stream.of("PK", "SK"), indexes().flatMap(index -> Stream.of(index.partition(), index.sort())));
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keys.map(TableDefinition::text).toList())
                .keySchema(schema("PK", "SK"))
                .globalSecondaryIndexes(
                        indexes().map(index -> index(index, indexes)).toList())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static Stream<Index> indexes() {
        return Stream.of(Index.values()).filter(index -> index != Index.TABLE);
    }

    private static GlobalSecondaryIndex index(Index index, IndexNames indexes) {
        return GlobalSecondaryIndex.builder()
                .indexName(indexes.of(index).orElseThrow())
                .keySchema(schema(index.partition(), index.sort()))
                .projection(index.projected()
                        .filter(attributes -> !indexes.equals(IndexNames.EARLIER))
                        .map(TableDefinition::projection)
                        .orElse(Projection.builder()
                                .projectionType(ProjectionType.ALL)
                                .build()))
                .build();
    }

    private static Projection projection(Set<String> attributes) {
        return attributes.isEmpty()
                ? Projection.builder().projectionType(ProjectionType.KEYS_ONLY).build()
                : Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(attributes)
                        .build();
    }

    private static List<KeySchemaElement> schema(String partition, String sort) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(partition)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sort)
                        .keyType(KeyType.RANGE)
                        .build());
    }
}
