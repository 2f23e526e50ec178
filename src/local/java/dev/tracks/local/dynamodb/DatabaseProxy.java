package dev.tracks.local.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Forwards DynamoDB requests. While the database restarts, requests wait instead of failing. */
public final class DatabaseProxy {
    private static final List<String> HEADERS = List.of("content-type", "x-amzn-requestid", "x-amz-crc32");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int CONNECTS = 200;

    private final CompletableFuture<URI> database;
    private final HttpClient client;

    /** @param database its address, once it has started; until then requests wait */
    public DatabaseProxy(CompletableFuture<URI> database, Executor threads) {
        this.database = database;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
    }

    public Reply forward(HttpExchange exchange, byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(database.join().resolve("/"))
                .header("X-Amz-Target", exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return reply(send(request));
        } catch (IOException e) {
            // Whether the request was executed is unknown; SDKs retry on this error, as with the real service.
            throw new AwsError(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "The database: " + e);
        }
    }

    /** Resends only requests that were certainly not sent. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (ConnectException e) {
                if (attempt == CONNECTS) {
                    throw e;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            List<String> values = response.headers().allValues(name);
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        }
        return new Reply(response.statusCode(), headers, response.body());
    }
}
