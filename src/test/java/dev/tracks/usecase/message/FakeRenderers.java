package dev.tracks.usecase.message;

import dev.tracks.domain.message.Placeholder;
import java.util.Map;

/** Renderers for tests of use cases; the real one has tests of its own. */
public final class FakeRenderers {
    /** Puts in the values that the template names, and cuts at the limit. */
    public static final MessageRenderer OF_VALUES = (template, values, maxLength) -> {
        String text = template.text();
        for (Map.Entry<Placeholder, String> value : values.entrySet()) {
            text = text.replace(value.getKey().token(), value.getValue());
        }
        return text.substring(0, Math.min(text.length(), maxLength));
    };

    private FakeRenderers() {}
}
