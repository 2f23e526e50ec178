package dev.tracks;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Renders template records from the same files and with the same escaping as the function, for tests without Quarkus. */
public final class HtmlTemplates {
    private static final Path FOLDER = Path.of("src", "main", "resources", "templates");
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    private static final Map<Class<?>, Template> PARSED = new ConcurrentHashMap<>();

    private HtmlTemplates() {}

    /** @param values a template record; it has the name of the file */
    public static String render(TemplateInstance values) {
        TemplateInstance page =
                PARSED.computeIfAbsent(values.getClass(), HtmlTemplates::parse).instance();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            page.data(component.getName(), value(values, component));
        }
        return page.render();
    }

    private static Template parse(Class<?> type) {
        String name = type.getSimpleName().toLowerCase(Locale.ROOT) + ".html";
        try {
            return ENGINE.parse(Files.readString(FOLDER.resolve(name)), Variant.forContentType(Variant.TEXT_HTML));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(TemplateInstance values, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
