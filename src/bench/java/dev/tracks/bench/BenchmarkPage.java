package dev.tracks.bench;

import dev.tracks.histories.ReliabilityPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code docs/benchmark.md} and README's line: figures go between markers, what was not measured stays as it is. */
final class BenchmarkPage {
    private final Path project;

    BenchmarkPage(Path project) {
        this.project = project;
    }

    /** @param lines Markdown that takes the place of what is between {@code <!-- part -->} and {@code <!-- /part -->} */
    void write(String part, List<String> lines) throws IOException {
        replace(project.resolve("docs/benchmark.md"), part, lines);
    }

    void writeSummary(List<String> lines) throws IOException {
        replace(project.resolve("README.md"), "fast", lines);
    }

    void draw(String name, String svg) throws IOException {
        Files.writeString(project.resolve("docs/images").resolve(name), svg);
    }

    private static void replace(Path file, String part, List<String> lines) throws IOException {
        Files.writeString(file, ReliabilityPage.replaced(Files.readString(file), part, String.join("\n", lines)));
    }
}
