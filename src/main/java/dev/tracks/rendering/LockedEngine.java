package dev.tracks.rendering;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.MessageTemplate.Literal;
import dev.tracks.domain.message.MessageTemplate.Piece;
import dev.tracks.domain.message.MessageTemplate.Slot;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolvers;

/** A Qute engine that knows the placeholders and nothing else; the package's documentation says why. */
final class LockedEngine {
    private final Engine engine = Engine.builder()
            .addValueResolver(ValueResolvers.mapperResolver())
            .strictRendering(true)
            .removeStandaloneLines(false)
            .build();

    Template parse(MessageTemplate template) {
        return engine.parse(quteText(template));
    }

    Engine engine() {
        return engine;
    }

    private static String quteText(MessageTemplate template) {
        StringBuilder qute = new StringBuilder();
        for (Piece piece : template.pieces()) {
            if (piece instanceof Literal literal) {
                qute.append(unparsed(literal.text()));
            } else if (piece instanceof Slot slot) {
                qute.append('{').append(slot.placeholder().key()).append('}');
            }
        }
        return qute.toString();
    }

    // The end mark of an unparsed block cannot be escaped within it: its two characters go to two blocks.
    private static String unparsed(String text) {
        return "{|" + text.replace("|}", "||}{|}") + "|}";
    }
}
