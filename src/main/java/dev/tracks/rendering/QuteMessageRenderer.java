package dev.tracks.rendering;

import dev.tracks.domain.TextLimit;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.usecase.message.MessageRenderer;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.Map;

/** Renders messages by a locked-down Qute engine. Make one per process; safe for use by several threads. */
@Singleton
public final class QuteMessageRenderer implements MessageRenderer {
    // Up to five messages a step: room for the steps that one process sees often, at most a few megabytes.
    private static final int TEMPLATES_KEPT = 256;

    private final TemplateCache templates;

    public QuteMessageRenderer() {
        this.templates = new TemplateCache(TEMPLATES_KEPT, new LockedEngine()::parse);
    }

    /** Renders a message for nobody at init, so that the first real one does not pay for loading classes. */
    @PostConstruct
    public void warmUp() {
        render(MessageTemplate.parse("Hi {{user}}!"), Map.of(Placeholder.USER, "you"), MessageTemplate.BUTTON_MAX);
    }

    @Override
    public String render(MessageTemplate template, Map<Placeholder, String> values, int maxLength) {
        TextLimit limit = new TextLimit(maxLength);
        TemplateInstance message = templates.get(template).instance();
        for (Placeholder placeholder : template.placeholders()) {
            String value = values.get(placeholder);
            if (value == null) {
                throw new IllegalArgumentException("no value for " + placeholder.token());
            }
            message.data(placeholder.key(), clipped(value, limit));
        }
        return limit.shorten(message.render());
    }

    // What lies behind the limit is never seen. Two chars a code point, and some to spare, so that the rest still shows
    // that the text is too long, and where a character as a reader sees it ends.
    private static String clipped(String value, TextLimit limit) {
        long most = 2L * limit.max() + 128;
        return value.length() <= most ? value : value.substring(0, (int) most);
    }
}
