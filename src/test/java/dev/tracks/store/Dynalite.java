package dev.tracks.store;

import dev.tracks.local.Database;
import dev.tracks.local.TableDefinition;
import java.net.URI;
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

    URI uri() {
        return database.uri();
    }

    @Override
    public void close() {
        client.close();
        database.close();
    }
}
