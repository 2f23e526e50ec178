package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.store.table.StubTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Replaces the network: accepts the SDK's requests and immediately returns the responses of a table. */
public final class StubDynamo implements SdkHttpClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StubTable table;
    private final String tableName;
    /** Batch requests repeat, so their responses are cached: the stub must not cost more than a network would. */
    private final Map<String, byte[]> batches = new HashMap<>();

    public StubDynamo(StubTable table, String tableName) {
        this.table = table;
        this.tableName = tableName;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return response(answer(request));
            }

            @Override
            public void abort() {
                throw new UnsupportedOperationException();
            }
        };
    }

    private byte[] answer(HttpExecuteRequest request) throws IOException {
        String target =
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        byte[] body;
        try (InputStream content = request.contentStreamProvider().orElseThrow().newStream()) {
            body = content.readAllBytes();
        }
        return switch (target.substring(target.indexOf('.') + 1)) {
            case "GetItem" -> bytes("{\"Item\":" + item(JSON.readTree(body).path("Key")) + "}");
            case "BatchGetItem" -> batches.computeIfAbsent(new String(body, StandardCharsets.UTF_8), this::batch);
            case "TransactWriteItems" -> bytes("{}");
            default -> throw new IOException(target);
        };
    }

    private byte[] batch(String body) {
        try {
            StringBuilder items = new StringBuilder();
            for (JsonNode key :
                    JSON.readTree(body).path("RequestItems").path(tableName).path("Keys")) {
                String item = item(key);
                items.append(item.equals("{}") ? "" : (items.isEmpty() ? "" : ",") + item);
            }
            return bytes("{\"Responses\":{\"" + tableName + "\":[" + items + "]},\"UnprocessedKeys\":{}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String item(JsonNode key) {
        return table.item(
                        key.path("PK").path("S").asText(),
                        key.path("SK").path("S").asText())
                .map(StubDynamo::json)
                .orElse("{}");
    }

    private static String json(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(AttributeValue value) {
        return switch (value.type()) {
            case S -> "{\"S\":" + quoted(value.s()) + "}";
            case N -> "{\"N\":\"" + value.n() + "\"}";
            case BOOL -> "{\"BOOL\":" + value.bool() + "}";
            case M -> "{\"M\":" + json(value.m()) + "}";
            case L -> value.l().stream().map(StubDynamo::json).collect(Collectors.joining(",", "{\"L\":[", "]}"));
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpExecuteResponse response(byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        SdkHttpResponse head = SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("content-type", "application/x-amz-json-1.0")
                .putHeader("content-length", String.valueOf(body.length))
                .putHeader("x-amzn-requestid", "0")
                .putHeader("x-amz-crc32", String.valueOf(sum.getValue()))
                .build();
        return HttpExecuteResponse.builder()
                .response(head)
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public void close() {
        batches.clear();
    }
}
