package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.gateway.GatewayResponse;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Emulates Slack, below {@code /local/slack}: the Web API, the {@code response_url}, and pages where people click.
 * {@code GET /local/slack} lists the messages; {@code PUT /local/slack} makes the next calls fail.
 */
public final class SlackEmulator {
    static final String ROOT = "/local/slack";
    private static final String API = ROOT + "/api";
    private static final String MESSAGES = ROOT + "/messages/";
    private static final String RESPONSES = ROOT + "/responses/";
    private static final int LIMIT = 1024 * 1024;

    /** The limits of a {@code response_url} (Slack docs, "Handling user interaction"). */
    private static final int ANSWERS_MAX = 5;

    /** A click whose {@code response_url} can still be used. */
    private record Click(String ts, String user, int answers) {}

    private final Map<String, Click> clicks = new ConcurrentHashMap<>();
    private final SlackFaults faults = new SlackFaults();
    private final URI gateway;
    private final SlackMessages messages;
    private final SlackApi api;
    private final SlackClickSender clicker;
    private final SlackPage slackPage = new SlackPage();

    public SlackEmulator(URI gateway, DiskStore disk, Inbox inbox, InstantSource realTime, InstantSource clock) {
        this.gateway = gateway;
        messages = new SlackMessages(disk, inbox, gateway.resolve(ROOT + "/messages"), realTime, clock);
        api = new SlackApi(messages, faults);
        clicker = new SlackClickSender(gateway.resolve("/slack/interactions"), realTime);
    }

    public static boolean serves(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** The functions' environment variables for Slack. */
    public static Map<String, String> environment(URI gateway) {
        return Map.of(
                "TRACKS_SLACK_BOT_TOKEN", SlackApi.BOT_TOKEN,
                "TRACKS_SLACK_SIGNING_SECRET", SlackClickSender.SIGNING_SECRET,
                "TRACKS_SLACK_URL", gateway.resolve(API).toString());
    }

    /** The same values as a secret of Secrets Manager (docs/slack.md). */
    public static String secret() {
        return Json.object()
                .put("botToken", SlackApi.BOT_TOKEN)
                .put("signingSecret", SlackClickSender.SIGNING_SECRET)
                .toString();
    }

    public Reply handle(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        byte[] body = LocalServer.body(exchange, LIMIT);
        if (body == null) {
            return GatewayResponse.message(413, "Request Entity Too Large");
        }
        switch (method + " " + path) {
            case "GET " + ROOT:
                return Reply.json(200, messages.newestFirst());
            case "PUT " + ROOT:
                return plan(body);
            default:
                return path.startsWith(API + "/")
                        ? api.call(
                                path.substring(API.length() + 1),
                                exchange.getRequestHeaders().getFirst("Content-Type"),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                body)
                        : page(method, path, new String(body, StandardCharsets.UTF_8));
        }
    }

    /** A mistyped fault would otherwise look as if the program survived it. */
    private Reply plan(byte[] body) {
        Optional<JsonNode> wanted = Json.parse(body).filter(SlackFaults::isPlan);
        wanted.ifPresent(faults::plan);
        return wanted.isPresent()
                ? Reply.json(200, Json.object())
                : GatewayResponse.message(400, "Expected a JSON object with some of " + SlackFaults.EXPECTED);
    }

    private Reply page(String method, String path, String body) throws InterruptedException {
        if (path.startsWith(RESPONSES) && method.equals("POST")) {
            return answer(path.substring(RESPONSES.length()), body);
        }
        Optional<ObjectNode> message =
                path.startsWith(MESSAGES) ? messages.message(path.substring(MESSAGES.length())) : Optional.empty();
        if (message.isEmpty()) {
            return GatewayResponse.message(404, "Not Found");
        }
        return method.equals("POST") ? click(message.get(), form(body)) : slackPage.of(message.get());
    }

    /** The form of a message's page: {@code action}, and {@code user} if it is not the recipient who clicks. */
    private Reply click(ObjectNode message, Map<String, String> form) throws InterruptedException {
        String ts = message.path("ts").asText();
        String user = form.getOrDefault("user", message.path("channel").asText());
        Optional<JsonNode> button = SlackMessages.buttons(message).stream()
                .filter(each -> each.path("action_id").asText().equals(form.get("action")))
                .findFirst();
        if (button.isEmpty()) {
            return GatewayResponse.message(404, "This message has no such button");
        }
        String id = UUID.randomUUID().toString();
        clicks.put(id, new Click(ts, user, 0));
        if (!clicker.click(message, button.get(), user, gateway.resolve(RESPONSES + id))) {
            return GatewayResponse.message(
                    502, "Slack would show a warning: the click was not answered with 200 in 3 s");
        }
        return Reply.empty(303).with("location", MESSAGES + ts);
    }

    private Reply answer(String id, String body) {
        Click click = clicks.computeIfPresent(id, (key, was) -> new Click(was.ts(), was.user(), was.answers() + 1));
        if (click == null || click.answers() > ANSWERS_MAX) {
            return GatewayResponse.message(404, "used_url");
        }
        Optional<JsonNode> answer = Json.parse(body.getBytes(StandardCharsets.UTF_8));
        if (answer.isEmpty()
                || !SlackBlockRules.problems(answer.get().path("blocks")).isEmpty()) {
            return GatewayResponse.message(400, "invalid_payload");
        }
        messages.answer(click.ts(), click.user(), answer.get());
        return Reply.json(200, Json.object().put("ok", true));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
        }
        return form;
    }
}
