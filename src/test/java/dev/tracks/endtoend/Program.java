package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.Permissions;
import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.aws.AwsCalls.Call;
import dev.tracks.local.lambda.FunctionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The packaged functions in the local cloud, as their callers use them: over HTTP and with the AWS SDK. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An HTTP response. */
    record Answer(int status, JsonNode json, String text) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalCloud cloud;
    private final LambdaClient lambda;
    private final SqsClient sqs;

    private Program(LocalCloud cloud) {
        this.cloud = cloud;
        this.lambda = client(LambdaClient.builder());
        this.sqs = client(SqsClient.builder());
    }

    /** Starts it without demo data; returns when all instances of each function are ready. */
    static Program start() {
        return start(LocalOptions.defaults().withEnvironment(Map.of("TRACKS_CONFIG_CACHE", "PT0S")));
    }

    /** As {@link #start()}, with other options. */
    static Program start(LocalOptions options) {
        Program program = new Program(LocalCloud.start(options));
        for (FunctionName function : FunctionName.values()) {
            program.eventually(
                    () -> program.cloud.functionPids(function).size() == options.instances(), "all of " + function);
        }
        return program;
    }

    LocalCloud cloud() {
        return cloud;
    }

    /** A client of the local AWS endpoint. */
    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(cloud.aws())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Sends as an admin. */
    Answer send(String method, String path, String body) {
        return send(method, path, body, "Bearer local-root-admin");
    }

    /** Sends with that Authorization header; without one if it is empty. */
    Answer send(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloud.gateway() + path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("content-type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(), json ? JSON.readTree(response.body()) : JSON.nullNode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        return send("GET", path, "").json();
    }

    /** Invokes the function with the SDK. */
    InvokeResponse invoke(String function, String payload) {
        return lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
    }

    static JsonNode payload(InvokeResponse response) {
        try {
            return JSON.readTree(response.payload().asUtf8String());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a text to the queue with the SDK. */
    void queue(String queue, String body) {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /** The bodies in the queue. */
    List<String> queued(String queue) {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        return sqs
                .receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()
                .stream()
                .map(message -> message.body())
                .toList();
    }

    /** The person's instances, as {@code track/instance}, by track. */
    List<String> instances(String participantId) {
        JsonNode data = get("/v1/participants/" + participantId + "/enrollments?limit=100")
                .path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .map(entry -> entry.path("trackId").asText() + "/"
                        + entry.path("instance").asInt())
                .toList();
    }

    /** The ids of what the person received, oldest first. */
    List<String> messages(String participantId) {
        JsonNode data = get("/local/messages").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(message -> message.path("to").asText().equals(participantId))
                .map(message -> message.path("kind").asText() + " "
                        + message.path("trackId").asText())
                .toList();
    }

    /** Waits until the condition holds; the test fails if it does not. */
    void eventually(Supplier<Boolean> holds, String what) {
        eventually(holds, () -> what);
    }

    /** As {@link #eventually(Supplier, String)}, with a description of what is missing at the end. */
    void eventually(Supplier<Boolean> holds, Supplier<String> what) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!holds.get()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + PATIENCE + ": " + what.get());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Ends it, and checks that the template permits each call that a function has made. */
    @Override
    public void close() {
        lambda.close();
        sqs.close();
        Set<Call> calls = cloud.calls();
        cloud.close();
        assertThat(Permissions.ofTheTemplate().denied(calls))
                .as("calls that the template does not permit")
                .isEmpty();
    }
}
