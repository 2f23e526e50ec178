package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final LinkedBlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
    private final List<Invocation> started = new ArrayList<>();
    private final Resources open = new Resources();
    private RuntimeApi api;

    @BeforeEach
    void serve() {
        Threads threads = open.add(new Threads());
        api = open.add(new RuntimeApi(
                waiting, "arn:x", Duration.ofSeconds(3), new ManualClock(), threads.workers(), started::add));
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void nextReturnsTheEventWithLambdasHeaders() throws Exception {
        Invocation invocation = invoke("{\"a\":1}");

        HttpResponse<String> next = next();

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("{\"a\":1}");
        assertThat(header(next, "Lambda-Runtime-Aws-Request-Id")).isEqualTo(invocation.id());
        assertThat(header(next, "Lambda-Runtime-Deadline-Ms")).isEqualTo("1767603603000");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).isEqualTo("arn:x");
        assertThat(header(next, "Lambda-Runtime-Trace-Id")).startsWith("Root=1-");
        assertThat(api.inFlight()).contains(invocation);
        assertThat(started).containsExactly(invocation);
    }

    @Test
    void aResponseCompletesTheInvocation() throws Exception {
        Invocation invocation = invoke("1");
        next();

        assertThat(post("invocation/" + invocation.id() + "/response", "{\"b\":2}")
                        .statusCode())
                .isEqualTo(202);

        assertThat(invocation.answer().get(5, TimeUnit.SECONDS).text()).isEqualTo("{\"b\":2}");
        assertThat(invocation.answer().join().isError()).isFalse();
        assertThat(api.inFlight()).isEmpty();
    }

    @Test
    void anErrorCompletesTheInvocation() throws Exception {
        Invocation invocation = invoke("1");
        next();

        post("invocation/" + invocation.id() + "/error", "{\"errorMessage\":\"stepId\"}");

        assertThat(invocation.answer().get(5, TimeUnit.SECONDS).isError()).isTrue();
        assertThat(invocation.answer().join().text()).isEqualTo("{\"errorMessage\":\"stepId\"}");
    }

    @Test
    void aResponseToAnotherInvocationIsRefused() throws Exception {
        Invocation invocation = invoke("1");
        next();

        assertThat(post("invocation/other/response", "2").statusCode()).isEqualTo(400);
        assertThat(invocation.answer()).isNotDone();
    }

    @Test
    void aResponseThatIsTooLongIsAnError() throws Exception {
        Invocation longest = invoke("1");
        next();
        post("invocation/" + longest.id() + "/response", "x".repeat(6_291_556));
        Invocation invocation = invoke("2");
        next();

        HttpResponse<String> refused = post("invocation/" + invocation.id() + "/response", "x".repeat(6_291_557));

        assertThat(longest.answer().get(5, TimeUnit.SECONDS).isError()).isFalse();

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(invocation.answer().get(5, TimeUnit.SECONDS).text()).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void aFailedInitializationIsReported() throws Exception {
        assertThat(post("init/error", "{\"errorMessage\":\"no handler\"}").statusCode())
                .isEqualTo(202);

        assertThat(api.initialized()).isCompletedExceptionally();
    }

    @Test
    void anInvocationStaysForOtherProcessesIfTheWaitingOneHasEnded() throws Exception {
        CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                HttpRequest.newBuilder(uri("invocation/next")).build(), HttpResponse.BodyHandlers.ofString());
        api.initialized().get(5, TimeUnit.SECONDS);

        api.close();
        Invocation invocation = invoke("1");

        assertThat(poll).failsWithin(Duration.ofSeconds(5));
        assertThat(waiting.poll(5, TimeUnit.SECONDS)).isSameAs(invocation);
    }

    private Invocation invoke(String event) {
        Invocation invocation = Invocation.of(event.getBytes(StandardCharsets.UTF_8));
        waiting.add(invocation);
        return invocation;
    }

    private HttpResponse<String> next() throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri("invocation/next")).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
