package dev.tracks.lambda.http.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files on the function's class path. Each must be listed in {@code quarkus.native.resources.includes}. */
public final class ClasspathResource {
    private ClasspathResource() {}

    /** @throws IllegalStateException if the file is not on the class path */
    public static String text(String name) {
        try (InputStream stream = ClasspathResource.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
