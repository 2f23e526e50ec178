package dev.tracks.rendering;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolvers;
import java.util.stream.Collectors;

/** A Qute engine that knows the placeholders and nothing else; the package's documentation says why. */
final class LockedEngine {
    private final Engine engine = Engine.builder()
            .addValueResolver(ValueResolvers.mapperResolver())
            .strictRendering(true)
            .removeStandaloneLines(false)
            .build();

    /** Qute builds a template from text only: the pieces become expressions and unparsed blocks. */
    Template parse(MessageTemplate template) {
        return engine.parse(template.pieces().stream()
                .map(piece -> piece.fold(LockedEngine::unparsed, LockedEngine::expression))
                .collect(Collectors.joining()));
    }

    Engine engine() {
        return engine;
    }

    private static String expression(Placeholder placeholder) {
        return "{" + placeholder.key() + "}";
    }

    // The end of an unparsed block cannot be escaped within it: its two characters go to two blocks.
    private static String unparsed(String text) {
        return "{|" + text.replace("|}", "||}{|}") + "|}";
    }
}
