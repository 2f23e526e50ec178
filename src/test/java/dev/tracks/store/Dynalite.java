package dev.tracks.store;

import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.DatabaseControl;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.IndexNames;
import dev.tracks.store.table.Table;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The local database for one test class; creates empty tables on demand. */
public final class Dynalite implements AutoCloseable {
    private final Database database = Database.start(null, 0);
    private final DynamoDbClient client = client().build();
    private final AtomicInteger tables = new AtomicInteger();

    /** Creates an empty table with a new name, accessed over the real protocol. Safe for concurrent callers. */
    public Table emptyTable() {
        return emptyTable(IndexNames.NEW);
    }

    /** As {@link #emptyTable()}, with these indexes. */
    Table emptyTable(IndexNames indexes) {
        String name = "tracks-" + tables.incrementAndGet();
        TableDefinition.create(client, name, indexes);
        return new DynamoTable(client, name, indexes, ConcurrentCalls.backoff());
    }

    /** A client without retries; the caller must close it. */
    DynamoDbClient impatientClient() {
        return client().overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** Without request signatures: the database does not check them, and they are a quarter of a request's cost. */
    private DynamoDbClientBuilder client() {
        return DynamoDbClient.builder()
                .endpointOverride(database.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    /** The table that was created last. */
    String tableName() {
        return "tracks-" + tables.get();
    }

    /** Counts requests and injects faults. */
    DatabaseControl control() {
        return database.control();
    }

    @Override
    public void close() {
        client.close();
        database.close();
    }
}
