package dev.tracks.store;

import dev.tracks.local.Database;
import dev.tracks.local.DatabaseControl;
import dev.tracks.local.TableDefinition;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The local database with an empty table on demand, for one test class. */
final class Dynalite implements AutoCloseable {
    private final Database database = Database.start(null, 0);
    private final DynamoDbClient client = database.client();
    private int tables;

    /** The real table over the real protocol, new and empty. */
    Table emptyTable() {
        String name = "tracks-" + ++tables;
        TableDefinition.create(client, name);
        return new DynamoTable(client, name, Crowd.backoff());
    }

    /** A client that gives up at the first refusal; to be closed by the caller. */
    DynamoDbClient impatientClient() {
        return DynamoDbClient.builder()
                .endpointOverride(database.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** The table that was made last. */
    String tableName() {
        return "tracks-" + tables;
    }

    /** Counts and faults of the database. */
    DatabaseControl control() {
        return database.control();
    }

    @Override
    public void close() {
        client.close();
        database.close();
    }
}
