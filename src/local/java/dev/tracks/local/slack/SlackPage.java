package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.ProjectFolder;
import dev.tracks.local.support.Reply;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A message as its recipient sees it in Slack, with working buttons. */
final class SlackPage {
    private static final Path FILE = Path.of("src", "local", "slack", "message.html");

    private record Button(boolean primary, String action, String text) {
        static Button of(JsonNode button) {
            return new Button(
                    "primary".equals(button.path("style").asText()),
                    button.path("action_id").asText(),
                    SlackMessages.unescaped(button.at("/text/text").asText()));
        }
    }

    private record Note(String to, String text) {
        static Note of(JsonNode note) {
            return new Note(note.path("to").asText(), note.path("text").asText());
        }
    }

    private final Template template;

    SlackPage() {
        // The local cloud is no Quarkus application, so it has no injected engine.
        Engine engine = Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .build();
        this.template = engine.parse(html(), Variant.forContentType(Variant.TEXT_HTML));
    }

    Reply of(JsonNode message) {
        String html = template.data("text", SlackMessages.shown(message.path("blocks")))
                .data(
                        "buttons",
                        SlackMessages.buttons(message).stream().map(Button::of).toList())
                .data(
                        "notes",
                        StreamSupport.stream(message.path("ephemeral").spliterator(), false)
                                .map(Note::of)
                                .toList())
                .render();
        return new Reply(
                200,
                Map.of("content-type", List.of("text/html; charset=utf-8")),
                html.getBytes(StandardCharsets.UTF_8));
    }

    private static String html() {
        try {
            return Files.readString(ProjectFolder.find().resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
