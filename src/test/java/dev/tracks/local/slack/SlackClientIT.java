package dev.tracks.local.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.NodeProgram;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator with Slack's own client ({@code @slack/web-api}) and request verifier ({@code @slack/bolt}). */
class SlackClientIT {
    private static final String MESSAGE = "{\"channel\":\"U0ADA\",\"text\":\"Come!\",\"blocks\":["
            + "{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":{\"type\":\"plain_text\","
            + "\"text\":\"Go 🎉\"},\"action_id\":\"join\",\"value\":\"a+b &=%\"}]}]}";

    private static NodeProgram node;

    @TempDir
    Path folder;

    private final Resources open = new Resources();
    private final List<ObjectNode> clicks = new CopyOnWriteArrayList<>();
    private URI uri;

    @BeforeAll
    static void install() throws Exception {
        node = NodeProgram.install("slack-client");
    }

    @BeforeEach
    void serve() {
        Threads threads = open.add(new Threads());
        DiskStore disk = open.add(DiskStore.open(folder));
        LocalServer server = open.add(new LocalServer(0, threads.workers()));
        uri = server.uri();
        SlackEmulator slack = new SlackEmulator(uri, disk, new Inbox(disk), InstantSource.system(), new ManualClock());
        server.serve(exchange ->
                SlackEmulator.serves(exchange.getRequestURI().getPath()) ? slack.handle(exchange) : take(exchange));
    }

    @AfterEach
    void close() {
        open.close();
    }

    private Reply take(HttpExchange exchange) throws IOException {
        clicks.add(Json.object()
                .put("timestamp", exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp"))
                .put("signature", exchange.getRequestHeaders().getFirst("X-Slack-Signature"))
                .put("body", new String(LocalServer.body(exchange, 100_000), StandardCharsets.UTF_8)));
        return Reply.empty(200);
    }

    private static JsonNode run(String... command) throws Exception {
        NodeProgram.Result result = node.run(command);
        assertThat(result.status()).as(result.output()).isZero();
        // Slack's client logs errors in lines of their own, before the result.
        return Json.read(result.output().strip().replaceFirst("(?s).*\n", ""));
    }

    @Test
    void slacksOwnClientUnderstandsTheEmulator() throws Exception {
        JsonNode results = run("node", "client.mjs", uri + "/local/slack/api/", SlackApi.BOT_TOKEN);

        assertThat(results)
                .isEqualTo(Json.object()
                        .put("user", "U0TRACKS")
                        .put("channel", "D0ADA")
                        .put("postedText", "Come &amp; see: ü 🎉")
                        .put("metadata", "invitation/ada/leadership/1")
                        .put("unfurl", false)
                        .put("updated", true)
                        .put("updatedText", "Closed")
                        .put("found", "U0ADA")
                        .put("unknownUser", "users_not_found")
                        .put("unknownChannel", "channel_not_found")
                        .put("invalidBlocks", "invalid_blocks")
                        .put("updateByUser", "channel_not_found")
                        .put("updateUnknown", "message_not_found")
                        .put("unknownMethod", "unknown_method")
                        .put("wrongToken", "invalid_auth")
                        .put("noToken", "not_authed")
                        .put("afterRateLimit", true)
                        .put("rateLimited", 1));
    }

    @Test
    void slacksOwnVerifierAcceptsTheEmulatorsClicks() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest post = HttpRequest.newBuilder(uri.resolve("/local/slack/api/chat.postMessage"))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Authorization", "Bearer " + SlackApi.BOT_TOKEN)
                .POST(BodyPublishers.ofString(MESSAGE))
                .build();
        String ts = Json.read(http.send(post, BodyHandlers.ofString()).body())
                .path("ts")
                .asText();
        http.send(
                HttpRequest.newBuilder(uri.resolve("/local/slack/messages/" + ts))
                        .POST(BodyPublishers.ofString("action=join"))
                        .build(),
                BodyHandlers.ofString());
        Files.writeString(node.file("click.json"), clicks.get(0).toString());

        assertThat(run("node", "verify.mjs"))
                .isEqualTo(Json.object()
                        .put("valid", true)
                        .put("otherSecret", false)
                        .put("otherBody", false)
                        .put("old", false)
                        .put("action", "join")
                        .put("user", "U0ADA"));
    }
}
