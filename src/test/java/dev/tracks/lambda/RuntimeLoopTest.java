package dev.tracks.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tracks.lambda.json.InvalidRequestException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeLoopTest {
    private static final RequestStreamHandler ECHO = (in, out, context) -> {
        out.write((context.getAwsRequestId() + " said ").getBytes(UTF_8));
        in.transferTo(out);
    };

    private final Queue<String> events = new ArrayDeque<>();
    private final List<String> posted = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private int status = 202;
    private int nextStatus = 200;
    private String trace = "Root=1-2-3";
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/2018-06-01/runtime/", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
        System.clearProperty("com.amazonaws.xray.traceHeader");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/2018-06-01/runtime".length());
        if (exchange.getRequestMethod().equals("POST")) {
            types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            posted.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, -1);
        } else if (nextStatus != 200) {
            exchange.sendResponseHeaders(nextStatus, -1);
        } else {
            byte[] event = events.remove().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "id-" + events.size());
            if (trace != null) {
                exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", trace);
            }
            exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", "1767225600000");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        }
        exchange.close();
    }

    private RuntimeLoop loop(RequestStreamHandler function) {
        return new RuntimeLoop(URI.create("http://localhost:" + api.getAddress().getPort()), function);
    }

    @Test
    void theAnswerGoesToTheInvocationThatItAnswers() throws IOException {
        events.addAll(List.of("ä", "b"));
        RuntimeLoop loop = loop(ECHO);

        loop.next();
        loop.next();

        assertThat(posted)
                .containsExactly("/invocation/id-1/response id-1 said ä", "/invocation/id-0/response id-0 said b");
    }

    @Test
    void theSdkLearnsTheTraceOfTheEvent() throws IOException {
        events.add("a");

        loop(ECHO).next();

        assertThat(System.getProperty("com.amazonaws.xray.traceHeader")).isEqualTo("Root=1-2-3");
    }

    @Test
    void whatTheFunctionThrowsIsTheAnswerToThatEventAlone() throws IOException {
        events.addAll(List.of("{", "b"));
        RuntimeLoop loop = loop((in, out, context) -> {
            String event = new String(in.readAllBytes(), UTF_8);
            out.write('x');
            if (event.equals("{")) {
                throw new InvalidRequestException("stepId", "is required");
            }
        });

        loop.next();
        loop.next();

        assertThat(posted.get(0))
                .startsWith("/invocation/id-1/error {\"errorType\":\"" + InvalidRequestException.class.getName())
                .contains("stepId")
                .doesNotContain("x{");
        assertThat(posted.get(1)).isEqualTo("/invocation/id-0/response x");
    }

    @Test
    void aBrokenProcessAnswersNothing() {
        events.add("a");
        RuntimeLoop loop = loop((in, out, context) -> {
            throw new OutOfMemoryError("heap");
        });

        assertThatThrownBy(loop::next).isInstanceOf(OutOfMemoryError.class);
        assertThat(posted).isEmpty();
    }

    @Test
    void anAnswerThatLambdaRefusesDoesNotKeepTheNextEventFromBeingAnswered() throws IOException {
        events.addAll(List.of("a", "b"));
        RuntimeLoop loop = loop(ECHO);
        status = 413;
        loop.next();
        status = 202;

        loop.next();

        assertThat(posted).hasSize(2).last().isEqualTo("/invocation/id-0/response id-0 said b");
    }

    @Test
    void noEventEndsTheLoopAndIsNobodysFailure() {
        nextStatus = 500;

        assertThatThrownBy(loop(ECHO)::next).isInstanceOf(IOException.class).hasMessageContaining("500");
        assertThat(posted).isEmpty();
    }

    @Test
    void anEventWithoutATraceDoesNotInheritTheLastOnes() throws IOException {
        events.addAll(List.of("a", "b"));
        RuntimeLoop loop = loop(ECHO);
        loop.next();
        trace = null;

        loop.next();

        assertThat(System.getProperty("com.amazonaws.xray.traceHeader")).isNull();
    }

    @Test
    void answersAreJson() throws IOException {
        events.add("a");

        loop(ECHO).next();

        assertThat(types).containsExactly("application/json");
    }

    @Test
    void anAnswerTooLargeForLambdaIsAnErrorOfThatEventAlone() throws IOException {
        events.addAll(List.of("large", "b"));
        RuntimeLoop loop = loop((in, out, context) -> {
            String event = new String(in.readAllBytes(), UTF_8);
            out.write(event.equals("b") ? event.getBytes(UTF_8) : new byte[6 * 1024 * 1024 + 1]);
        });

        loop.next();
        loop.next();

        assertThat(posted.get(0))
                .startsWith("/invocation/id-1/error {\"errorType\":\"Function.ResponseSizeTooLarge\"")
                .contains("6291457");
        assertThat(posted.get(1)).isEqualTo("/invocation/id-0/response b");
    }

    @Test
    void lambdaIsToldWhyAFunctionCannotStart() {
        Throwable wrapped =
                new ExceptionInInitializerError(new IllegalStateException("TRACKS_TIME_ZONE must be a time zone"));

        loop(ECHO).initFailed(new RuntimeException("Quarkus manual bootstrap failed", wrapped));

        assertThat(posted)
                .containsExactly("/init/error {\"errorType\":\"java.lang.IllegalStateException\","
                        + "\"errorMessage\":\"TRACKS_TIME_ZONE must be a time zone\"}");
    }
}
