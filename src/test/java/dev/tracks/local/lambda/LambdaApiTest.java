package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.aws.AwsError;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lambda's Invoke by plain HTTP; the test takes the place of the functions' processes. */
class LambdaApiTest {
    private static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:";

    @TempDir
    Path folder;

    private final Resources open = new Resources();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingDeque<Invocation> invocations = new LinkedBlockingDeque<>();
    private URI endpoint;
    private Path log;

    @BeforeEach
    void open() {
        log = folder.resolve("step.log");
        Threads threads = open.add(new Threads());
        DiskStore disk = open.add(DiskStore.open(folder));
        ManualClock clock = new ManualClock();
        Functions functions = new Functions(name -> new LambdaFunction(
                new Instance.Shared(name, null, Map.of(), log, invocations, Duration.ofSeconds(30), clock, threads),
                1));
        MessageQueue failed = new MessageQueue("failed", disk, clock, Optional.empty());
        LambdaApi api = new LambdaApi(
                functions, new AsyncInvocations(disk, clock, clock, functions, Map.of(FunctionName.STEP, failed)));
        LocalServer server = open.add(new LocalServer(0, threads.workers()));
        server.serve(exchange -> {
            try {
                return api.call(exchange);
            } catch (AwsError e) {
                return e.reply();
            }
        });
        endpoint = server.uri();
    }

    @AfterEach
    void close() {
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step",
                "step:$LATEST",
                "step?Qualifier=$LATEST",
                "step:$LATEST?Qualifier=$LATEST",
                "000000000000:function:step",
                ARN + "step",
                ARN + "step:$LATEST"
            })
    void aFunctionIsInvokedByNameOrArnAndTheLatestVersionByItsQualifier(String function) throws Exception {
        CompletableFuture<HttpResponse<String>> response = invoke(function, "{\"n\":1}");

        Invocation invocation = take();
        invocation.answer().complete(InvocationResult.of(invocation.event()));

        assertThat(response.get(5, TimeUnit.SECONDS).body()).isEqualTo("{\"n\":1}");
        assertThat(response.join().headers().firstValue("X-Amz-Executed-Version"))
                .contains("$LATEST");
    }

    @ParameterizedTest
    @CsvSource({
        "step?Qualifier=live, Cannot find alias arn:, step:live",
        "step:live, Cannot find alias arn:, step:live",
        "arn:aws:lambda:eu-central-1:000000000000:function:step:live, Cannot find alias arn:, step:live",
        "step?Qualifier=7, Function not found:, step:7",
        "nothing, Function not found:, nothing",
        "nothing?Qualifier=live, Function not found:, nothing:live"
    })
    void anUnknownFunctionVersionOrAliasIsNotFound(String function, String problem, String missing) throws Exception {
        HttpResponse<String> response = invoke(function, "{}").get(5, TimeUnit.SECONDS);

        assertError(response, 404, "ResourceNotFoundException", problem + " " + ARN + missing);
    }

    @Test
    void aQualifierThatContradictsTheOneInTheNameIsAnError() throws Exception {
        HttpResponse<String> response =
                invoke("step:live?Qualifier=$LATEST", "{}").get(5, TimeUnit.SECONDS);

        assertError(
                response,
                400,
                "InvalidParameterValueException",
                "The derived qualifier from the function name does not match the specified qualifier.");
    }

    @Test
    void aSynchronousEventHasAtMostSixMebibytes() throws Exception {
        CompletableFuture<HttpResponse<String>> fits = invoke("step", json(6 * 1024 * 1024));
        take().answer().complete(InvocationResult.of("1".getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> tooLong = invoke("step", json(6 * 1024 * 1024 + 1)).get(20, TimeUnit.SECONDS);

        assertThat(fits.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertError(
                tooLong,
                413,
                "RequestEntityTooLargeException",
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
    }

    @Test
    void anAsynchronousEventHasAtMostOneMebibyte() throws Exception {
        HttpResponse<String> fits = invoke("step", json(1_048_576), "X-Amz-Invocation-Type", "Event")
                .get(20, TimeUnit.SECONDS);
        HttpResponse<String> tooLong = invoke("step", json(1_048_577), "X-Amz-Invocation-Type", "Event")
                .get(20, TimeUnit.SECONDS);

        assertThat(fits.statusCode()).isEqualTo(202);
        assertError(
                tooLong,
                413,
                "RequestEntityTooLargeException",
                "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)");
    }

    @Test
    void theTailIsTheEndOfWhatTheFunctionLoggedDuringTheInvocation() throws Exception {
        Files.writeString(log, "before\n");
        CompletableFuture<HttpResponse<String>> response = invoke("step", "{}", "X-Amz-Log-Type", "Tail");

        answerAfterLogging("during: größe\n");

        assertThat(tail(response)).contains("during: größe\n");
    }

    @Test
    void theTailHasAtMostFourKilobytes() throws Exception {
        CompletableFuture<HttpResponse<String>> response = invoke("step", "{}", "X-Amz-Log-Type", "Tail");

        answerAfterLogging("first" + "x".repeat(4092) + "last");

        assertThat(tail(response)).contains("x".repeat(4092) + "last");
    }

    @Test
    void withoutLogTypeThereIsNoTail() throws Exception {
        CompletableFuture<HttpResponse<String>> response = invoke("step", "{}");

        answerAfterLogging("during\n");

        assertThat(tail(response)).isEmpty();
    }

    private void answerAfterLogging(String text) throws Exception {
        Invocation invocation = take();
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        invocation.answer().complete(InvocationResult.of(invocation.event()));
    }

    private static Optional<String> tail(CompletableFuture<HttpResponse<String>> response) throws Exception {
        return response.get(5, TimeUnit.SECONDS)
                .headers()
                .firstValue("X-Amz-Log-Result")
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    private Invocation take() throws InterruptedException {
        Invocation invocation = invocations.poll(20, TimeUnit.SECONDS);
        assertThat(invocation).as("an invocation").isNotNull();
        return invocation;
    }

    /** A JSON string of that many bytes. */
    private static String json(int bytes) {
        return "\"" + "x".repeat(bytes - 2) + "\"";
    }

    private CompletableFuture<HttpResponse<String>> invoke(String function, String event, String... headers) {
        String[] parts = function.split("\\?");
        URI uri = endpoint.resolve(
                LambdaApi.ROOT + "/" + parts[0] + "/invocations" + (parts.length == 2 ? "?" + parts[1] : ""));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(event));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertError(HttpResponse<String> response, int status, String code, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(code);
        assertThat(response.body()).contains(message);
    }
}
