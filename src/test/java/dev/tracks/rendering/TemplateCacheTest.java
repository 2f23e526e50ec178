package dev.tracks.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageTemplate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateCacheTest {
    private final LockedEngine engine = new LockedEngine();
    private final List<String> parsed = new ArrayList<>();
    private final TemplateCache cache = new TemplateCache(2, template -> {
        parsed.add(template.text());
        return engine.parse(template);
    });

    @Test
    void aTextIsParsedOnce() {
        assertThat(get("a")).isSameAs(get("a"));
        assertThat(parsed).containsExactly("a");
    }

    @Test
    void theLeastRecentlyUsedTemplateIsEvicted() {
        get("a");
        get("b");
        get("a");
        get("c");
        get("a");
        get("b");
        assertThat(parsed).containsExactly("a", "b", "c", "b");
    }

    private Object get(String text) {
        return cache.get(MessageTemplate.parse(text));
    }
}
