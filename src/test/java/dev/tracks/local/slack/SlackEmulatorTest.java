package dev.tracks.local.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Slack emulator, with a program that accepts every click. */
class SlackEmulatorTest {
    private static final String MESSAGE = "{'channel':'U0ADA','text':'Come!','metadata':{'event_payload':"
            + "{'id':'invitation/ada/leadership/1'}},'blocks':["
            + "{'type':'section','text':{'type':'plain_text','text':'Come &amp; lead!'}},"
            + "{'type':'actions','elements':[{'type':'button','text':{'type':'plain_text','text':'Go'},"
            + "'action_id':'join','value':'t'}]}]}";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Resources open = new Resources();
    private final List<String> clicks = new CopyOnWriteArrayList<>();
    private volatile int clickStatus = 200;
    private Inbox inbox;
    private URI uri;

    @BeforeEach
    void serve() {
        Threads threads = open.add(new Threads());
        DiskStore disk = open.add(DiskStore.open(folder));
        inbox = new Inbox(disk);
        LocalServer server = open.add(new LocalServer(0, threads.workers()));
        uri = server.uri();
        SlackEmulator slack = new SlackEmulator(uri, disk, inbox, InstantSource.system(), new ManualClock());
        server.serve(exchange ->
                SlackEmulator.serves(exchange.getRequestURI().getPath()) ? slack.handle(exchange) : program(exchange));
    }

    @AfterEach
    void close() {
        open.close();
    }

    private Reply program(HttpExchange exchange) throws IOException {
        clicks.add(new String(LocalServer.body(exchange, 100_000), StandardCharsets.UTF_8));
        return Reply.empty(clickStatus);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri.resolve(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String message, String token) throws Exception {
        return send(
                "POST",
                "/local/slack/api/chat.postMessage",
                message.replace('\'', '"'),
                "Content-Type",
                "application/json; charset=utf-8",
                "Authorization",
                token);
    }

    private JsonNode posted(String message) throws Exception {
        return Json.read(post(message, "Bearer xoxb-local").body());
    }

    private String page() throws Exception {
        return "/local/slack/messages/" + posted(MESSAGE).path("ts").asText();
    }

    @Test
    void aMessageGetsItsOwnTsAndIsInTheInboxAsPeopleSeeIt() throws Exception {
        JsonNode first = posted(MESSAGE);
        JsonNode second = posted(MESSAGE);

        assertThat(first.path("ok").asBoolean()).isTrue();
        assertThat(first.path("ts").asText())
                .matches("\\d{10}\\.\\d{6}")
                .isLessThan(second.path("ts").asText());
        JsonNode outgoing = inbox.newestFirst().at("/data/1");
        assertThat(outgoing.path("to").asText()).isEqualTo("ada");
        assertThat(outgoing.path("kind").asText()).isEqualTo("invitation");
        assertThat(outgoing.path("trackId").asText()).isEqualTo("leadership");
        assertThat(outgoing.path("text").asText()).isEqualTo("Come & lead!");
        assertThat(outgoing.at("/button/text").asText()).isEqualTo("Go");
        assertThat(outgoing.at("/button/url").asText())
                .isEqualTo(uri + "/local/slack/messages/" + first.path("ts").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'channel':'U0ADA' | 'channel':'ada' | channel_not_found",
                "'channel':'U0ADA' | 'channel':'UGONE1' | channel_not_found",
                "'text':'Go' | 'text':'' | invalid_blocks",
                "{'channel' | {{'channel' | invalid_json",
            })
    void invalidMessagesAreRefusedWithStatus200(String right, String wrong, String error) throws Exception {
        HttpResponse<String> answer = post(MESSAGE.replace(right, wrong), "Bearer xoxb-local");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(inbox.newestFirst().path("data")).isEmpty();
    }

    @Test
    void onlyTheBotMayPost() throws Exception {
        assertThat(post(MESSAGE, "Bearer xoxb-other").body()).contains("invalid_auth");
        assertThat(post(MESSAGE, "Basic eA==").body()).contains("not_authed");
        assertThat(send("POST", "/local/slack/api/chat.postMessage", MESSAGE).body())
                .contains("missing_post_type");
        assertThat(send("POST", "/local/slack/api/chat.postMessage", MESSAGE, "Content-Type", "text/plain")
                        .body())
                .contains("invalid_post_type");
        assertThat(send("POST", "/local/slack/api/chat.delete", "{}").body()).contains("unknown_method");
    }

    @Test
    void eachInjectedFaultOccursOnce() throws Exception {
        send("PUT", "/local/slack", "{\"rateLimited\":1,\"retryAfter\":7,\"errors\":[\"internal_error\"]}");

        HttpResponse<String> limited = post(MESSAGE, "Bearer xoxb-local");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(posted(MESSAGE).path("error").asText()).isEqualTo("internal_error");
        assertThat(posted(MESSAGE).path("ok").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"outtage\":\"token_revoked\"}", "{\"outage\":1}", "{\"rateLimited\":-1}", "[", "[]", ""})
    void aFaultThatIsNotUnderstoodIsRefused(String fault) throws Exception {
        HttpResponse<String> answer = send("PUT", "/local/slack", fault);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("outage");
        assertThat(posted(MESSAGE).path("ok").asBoolean()).isTrue();
    }

    @Test
    void aButtonOfThePageSendsAClickWhoseResponseReplacesTheMessage() throws Exception {
        String page = page();
        assertThat(send("GET", page, "").body()).contains("Come &amp; lead!", "value=\"join\"");

        assertThat(send("POST", page, "action=join").statusCode()).isEqualTo(303);

        assertThat(clicks).singleElement().asString().startsWith("payload=%7B").contains("U0ADA", "block_actions");
        URI response = responseUrl();
        String blocks = "[{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":\"In!\"}}]";
        for (int i = 0; i < 5; i++) {
            assertThat(send("POST", response.getPath(), "{\"replace_original\":true,\"blocks\":" + blocks + "}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(send("POST", response.getPath(), "{\"replace_original\":true,\"blocks\":" + blocks + "}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("GET", page, "").body()).contains("In!").doesNotContain("value=\"join\"");
        assertThat(send("POST", page, "action=join").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageEscapesTheTextOfPeople() throws Exception {
        String message = MESSAGE.replace("Come &amp; lead!", "&lt;script&gt; {config:x} \\\"co\\\"")
                .replace("'Go'", "'&lt;b&gt;Go'")
                .replace("'action_id':'join'", "'style':'primary','action_id':'\\\"><i>'");

        String html = send(
                        "GET",
                        "/local/slack/messages/" + posted(message).path("ts").asText(),
                        "")
                .body();

        assertThat(html)
                .contains("<p class=\"text\">&lt;script&gt; {config:x} &quot;co&quot;</p>")
                .contains("<button class=\"join\" name=\"action\" value=\"&quot;&gt;&lt;i&gt;\">&lt;b&gt;Go</button>");
    }

    @Test
    void anEphemeralResponseLeavesTheMessageUnchanged() throws Exception {
        String page = page();
        send("POST", page, "action=join&user=U0LINUS");
        assertThat(clicks).singleElement().asString().contains("U0LINUS");

        send(
                "POST",
                responseUrl().getPath(),
                "{\"response_type\":\"ephemeral\",\"replace_original\":false,\"blocks\":"
                        + "[{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":\"Not you\"}}]}");

        assertThat(send("GET", page, "").body()).contains("Only visible to U0LINUS", "Not you", "value=\"join\"");
    }

    @Test
    void aClickWithoutASuccessfulResponseIsAWarning() throws Exception {
        String page = page();
        clickStatus = 500;

        assertThat(send("POST", page, "action=join").statusCode()).isEqualTo(502);
        assertThat(send("POST", page, "action=dance").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/local/slack/messages/1.1", "").statusCode()).isEqualTo(404);
    }

    private URI responseUrl() {
        String form = URLDecoder.decode(clicks.get(0), StandardCharsets.UTF_8);
        return URI.create(Json.read(form.substring("payload=".length()))
                .path("response_url")
                .asText());
    }
}
