package dev.tracks.lambda.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.tracks.lambda.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An endpoint that answers each GetSecretValue with Slack's secret, which is a valid value of any secret. */
public final class FakeSecretsManager implements QuarkusTestResourceLifecycleManager {
    /** The SDK's properties; in Lambda, environment variables are set. */
    private static final Map<String, String> PROPERTIES =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

    private static final String ENDPOINT = "aws.endpointUrlSecretsManager";

    private final List<String> requested = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            JsonNode request = Json.read(exchange.getRequestBody());
            requested.add(request.path("SecretId").asText());
            String value = Json.text(Json.object().put("botToken", "xoxb-1").put("signingSecret", "s3cret"));
            byte[] answer = Json.text(Json.object().put("SecretString", value)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        PROPERTIES.forEach(System::setProperty);
        System.setProperty(ENDPOINT, "http://localhost:" + server.getAddress().getPort());
        return Map.of();
    }

    /** The ids of the secrets that were requested. */
    List<String> requested() {
        return requested;
    }

    @Override
    public void inject(TestInjector test) {
        test.injectIntoFields(this, new TestInjector.MatchesType(FakeSecretsManager.class));
    }

    @Override
    public void stop() {
        PROPERTIES.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
        server.stop(0);
    }
}
