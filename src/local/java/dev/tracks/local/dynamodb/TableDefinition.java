package dev.tracks.local.dynamodb;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The table as {@code template.yaml} defines it, for local use: keys PK and SK, sparse indexes GSI1 to GSI3 that
 * project all attributes, a stream of new and old images, and a time to live.
 */
public final class TableDefinition {

    /** The attribute that says when DynamoDB may delete an item, in seconds since 1970. */
    public static final String TIME_TO_LIVE = "expiresAtEpoch";

    private static final List<String> INDEXES = List.of("GSI1", "GSI2", "GSI3");

    private TableDefinition() {}

    /** Creates the table and waits until it is active; does nothing if it exists. */
    public static void create(DynamoDbClient client, String tableName) {
        try {
            client.createTable(request(tableName));
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

    private static CreateTableRequest request(String tableName) {
        Stream<String> keys = Stream.concat(
                Stream.of("PK", "SK"), INDEXES.stream().flatMap(index -> Stream.of(index + "PK", index + "SK")));
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(keys.map(TableDefinition::text).toList())
                .keySchema(schema("PK", "SK"))
                .globalSecondaryIndexes(
                        INDEXES.stream().map(TableDefinition::index).toList())
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

    private static GlobalSecondaryIndex index(String name) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(schema(name + "PK", name + "SK"))
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
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
