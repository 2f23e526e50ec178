package dev.tracks.usecase.message;

import dev.tracks.domain.message.Placeholder;
import java.util.Map;

/** Renderers for tests of use cases. The real renderer has its own tests. */
public final class FakeRenderers {
    /** Replaces placeholders by values, and cuts at the limit. */
    public static final MessageRenderer OF_VALUES = (template, values, maxLength) -> {
        String text = template.text();
        for (Map.Entry<Placeholder, String> value : values.entrySet()) {
            text = text.replace(value.getKey().token(), value.getValue());
        }
        return text.substring(0, Math.min(text.length(), maxLength));
    };

    private FakeRenderers() {}
}
