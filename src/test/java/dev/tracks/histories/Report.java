package dev.tracks.histories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Figures as a test measured them: a part of the page on reliability, kept in the build's folder until it is written. */
public final class Report {
    static final Path FOLDER = Path.of("target", "reliability");

    private Report() {}

    /** @param lines Markdown */
    public static void write(String part, List<String> lines) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(part + ".md"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number as people read it. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
