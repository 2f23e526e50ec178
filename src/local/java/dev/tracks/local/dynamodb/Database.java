package dev.tracks.local.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB of the local cloud: a Node process that serves the DynamoDB protocol on the loopback interface. If the
 * process ends for any reason, it is restarted on the same port with the same data: every acknowledged write and its
 * stream record are still there. It ends with this object or with this JVM, even if the JVM is killed.
 */
public final class Database implements AutoCloseable {

    private static final Region REGION = Region.EU_CENTRAL_1;

    private final DatabaseProcess process;
    private final URI uri;
    private final Path temporaryDataOrNull;

    private Database(DatabaseProcess process, URI uri, Path temporaryDataOrNull) {
        this.process = process;
        this.uri = uri;
        this.temporaryDataOrNull = temporaryDataOrNull;
    }

    /**
     * Starts the database and waits until it answers. Installs it first if needed.
     *
     * @param dataOrNull the folder for the data, created if missing; null for a temporary one that is removed on close
     * @param portOrZero the port on the loopback interface, 0 for any free one
     * @throws IllegalStateException if Node or npm is missing or the port is in use
     */
    public static Database start(Path dataOrNull, int portOrZero) {
        return start(dataOrNull, portOrZero, problem -> {});
    }

    /**
     * As {@link #start(Path, int)}.
     *
     * @param unwritable receives, once, why a write failed; from then on the database answers no request
     */
    public static Database start(Path dataOrNull, int portOrZero, Consumer<String> unwritable) {
        Path program = DatabaseInstallation.prepare();
        Path temporary = dataOrNull == null ? temporaryFolder() : null;
        List<String> options = temporary == null
                ? List.of("--data=" + existing(dataOrNull.toAbsolutePath()))
                : List.of("--data=" + temporary, "--temporary");
        var process = new DatabaseProcess(program, options, REGION.id(), portOrZero, unwritable);
        try {
            return new Database(process, URI.create("http://127.0.0.1:" + process.start()), temporary);
        } catch (CompletionException e) {
            remove(temporary);
            throw new IllegalStateException("The local database does not start: " + e.getMessage(), e);
        }
    }

    /** The database's address; it stays the same after a restart. */
    public URI uri() {
        return uri;
    }

    /** The process that serves now; it changes with a restart. */
    public long pid() {
        return process.pid();
    }

    /** A client for this database; the caller must close it. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(uri)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** The functions besides the DynamoDB API: stream, request counts, faults for tests. */
    public DatabaseControl control() {
        return new DatabaseControl(uri);
    }

    /** Ends the process and removes temporary data. */
    @Override
    public void close() {
        process.close();
        remove(temporaryDataOrNull);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tracks-database");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folderOrNull) {
        if (folderOrNull == null || Files.notExists(folderOrNull)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folderOrNull)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove temporary data in " + folderOrNull, e);
        }
    }
}
