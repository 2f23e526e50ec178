package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A message as its recipient sees it in Slack, with buttons that click. */
final class SlackPage {
    private SlackPage() {}

    static Reply of(JsonNode message) {
        StringBuilder html = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>A message in Slack (local)</title>
                <link rel="stylesheet" href="/join.css">
                <main>
                """);
        html.append("<p class=\"text\">")
                .append(escaped(SlackMessages.shown(message.path("blocks"))))
                .append("</p>\n<form method=\"post\">\n");
        for (JsonNode button : SlackMessages.buttons(message)) {
            String kind = "primary".equals(button.path("style").asText()) ? "join" : "decline";
            html.append("<button class=\"%s\" name=\"action\" value=\"%s\">%s</button>%n"
                    .formatted(
                            kind,
                            escaped(button.path("action_id").asText()),
                            escaped(SlackMessages.unescaped(
                                    button.at("/text/text").asText()))));
        }
        html.append("</form>\n");
        message.path("ephemeral")
                .forEach(note -> html.append("<p class=\"text\"><em>Only visible to %s:</em> %s</p>%n"
                        .formatted(
                                escaped(note.path("to").asText()),
                                escaped(note.path("text").asText()))));
        byte[] body = html.append("</main>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
        return new Reply(200, Map.of("content-type", List.of("text/html; charset=utf-8")), body);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
