package dev.tracks.rendering;

import dev.tracks.domain.message.MessageTemplate;
import io.quarkus.qute.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Parsed templates by their text: the most recently used ones, so that editing messages does not fill the memory. */
final class TemplateCache {
    private final Map<MessageTemplate, Template> recent;
    private final Function<MessageTemplate, Template> parser;

    TemplateCache(int capacity, Function<MessageTemplate, Template> parser) {
        this.parser = parser;
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageTemplate, Template> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Template get(MessageTemplate template) {
        return recent.computeIfAbsent(template, parser);
    }
}
