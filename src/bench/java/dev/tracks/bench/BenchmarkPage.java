package dev.tracks.bench;

import dev.tracks.histories.ReliabilityPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code docs/benchmark.md} and README's table: writes figures between markers and keeps those that were not measured. */
final class BenchmarkPage {
    private final Path project;

    BenchmarkPage(Path project) {
        this.project = project;
    }

    /** @param lines Markdown that replaces the text between {@code <!-- part -->} and {@code <!-- /part -->} */
    void write(String part, List<String> lines) throws IOException {
        replace(project.resolve("docs/benchmark.md"), part, lines);
    }

    /** The starts, warm times and sizes that the page shows now. */
    Rows rows() throws IOException {
        return Rows.read(figures());
    }

    /** Stores these figures, and shows them in the page, its picture and README. */
    void write(Rows rows) throws IOException {
        rows.write(figures());
        ColdPage page = new ColdPage(rows);
        for (Map.Entry<String, List<String>> part : page.parts().entrySet()) {
            write(part.getKey(), part.getValue());
        }
        Files.writeString(project.resolve("docs/images/benchmark-start.svg"), page.picture());
        replace(project.resolve("README.md"), "figures", page.summary());
    }

    /** The counted requests and units of each function. */
    Path units() {
        return project.resolve("docs/benchmark-units.json");
    }

    /** The requests, units and dollars that an earlier page shows, and those that this page shows now. */
    List<String> comparedWith(Path earlier, Prices prices) throws IOException {
        String now = Files.readString(project.resolve("docs/benchmark.md"));
        return new UnitsComparison(Files.readString(earlier), now).lines(prices.of("gigabyteOfLogs"));
    }

    private Path figures() {
        return project.resolve("docs/benchmark-figures.json");
    }

    private static void replace(Path file, String part, List<String> lines) throws IOException {
        Files.writeString(file, ReliabilityPage.replaced(Files.readString(file), part, String.join("\n", lines)));
    }
}
