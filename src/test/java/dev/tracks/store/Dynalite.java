package dev.tracks.store;

import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Table;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The local database with an empty table on demand, for one test class. */
public final class Dynalite implements AutoCloseable {
    private final Database database = Database.start(null, 0);
    private final DynamoDbClient client = client().build();
    private final AtomicInteger tables = new AtomicInteger();

    /** The real table over the real protocol, new and empty; of another name for each caller, at once too. */
    public Table emptyTable() {
        String name = "tracks-" + tables.incrementAndGet();
        TableDefinition.create(client, name);
        return new DynamoTable(client, name, ConcurrentCalls.backoff());
    }

    /** A client that gives up at the first refusal; to be closed by the caller. */
    DynamoDbClient impatientClient() {
        return client().overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** The database asks for no signature, and signing is a quarter of what a request costs. */
    private DynamoDbClientBuilder client() {
        return DynamoDbClient.builder()
                .endpointOverride(database.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** The table that was made last. */
    String tableName() {
        return "tracks-" + tables.get();
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
