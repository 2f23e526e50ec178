package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.Row.Cold;
import dev.tracks.bench.Row.Size;
import dev.tracks.bench.Row.Warm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdPageTest {
    private static final Path DOCS = Path.of("docs");

    @TempDir
    private Path folder;

    @Test
    void aRowThatWasNotMeasuredKeepsItsFiguresWithCommitAndDate() throws IOException {
        Path file = folder.resolve("figures.json");
        new Rows(List.of(row(Candidates.NATIVE, "aaa", 30), row(Candidates.NODE, "aaa", 120))).write(file);

        Rows rows = Rows.read(file)
                .with(List.of(
                        row("function.zip, JDK 17", "bbb", 800), floor("bbb", 10), row("Node.js, SDK v3", "bbb", 90)));

        assertThat(new ColdPage(rows)
                        .parts().get("cold").stream()
                                .skip(2)
                                .map(line -> line.substring(0, line.indexOf(" | ", line.indexOf(" | ") + 1))))
                .containsExactly(
                        "| function.zip, JDK 17 | 800",
                        "| native (2026-01-02, aaa) | 30.0",
                        "| Node.js, SDK v3 | 90.0",
                        "| floor: curl | 10.0");
    }

    @Test
    void theFloorHasARowOnlyInTheTablesOfStarts() {
        ColdPage page = new ColdPage(new Rows(List.of(row(Candidates.NODE, "aaa", 90), floor("aaa", 10))));

        assertThat(page.parts().get("cold-plain").get(3))
                .isEqualTo("| floor: curl | 10.0 | 9.00 – 11.0 | 8.00 | 0.24 × | 1.00 × | – | – |");
        assertThat(page.parts().get("warm")).hasSize(3);
        assertThat(page.parts().get("size")).hasSize(3);
        assertThat(page.summary()).endsWith("| floor: curl | 10.0 ms | – | – |");
    }

    @Test
    void aGoalIsMetUpToItsLimit() {
        assertThat(goals(new Cold(1, 1, 1, 1, 0.25, 3.0, 1.0, 1.0), 0.75, 60, 60))
                .hasSize(5)
                .allMatch(line -> line.endsWith(" | met |"));
        assertThat(goals(new Cold(1, 1, 1, 1, 0.251, 3.01, 1.0, 1.0), 0.751, 60.1, 60.1))
                .hasSize(5)
                .allMatch(line -> line.endsWith(" | **missed** |"));
    }

    @Test
    void withoutAFloorItsGoalIsNotJudged() {
        assertThat(goals(new Cold(1, 1, 1, 1, 0.25, null, 1.0, 1.0), 0.75, 60, 60))
                .contains("| start over TLS, to the floor | 3.00 × | – | not measured |");
    }

    @Test
    void theLargerPeakOfMemoryCounts() {
        assertThat(goals(cold(1), 0.75, 61, 60))
                .contains("| peak memory, with the long run | 60.0 MB | 61.0 MB | **missed** |");
    }

    @Test
    void functionZipIsComparedWithThePreviousOneOnTheSameJdk() {
        Rows rows = new Rows(List.of(
                row("function.zip, JDK 17", "aaa", 110),
                row("before, JDK 17", "aaa", 100),
                row("function.zip, JDK 25", "aaa", 50),
                row("before, JDK 25", "aaa", 100),
                row(Candidates.NODE, "aaa", 90)));

        assertThat(new Comparison(rows).lines())
                .endsWith(
                        "| function.zip, JDK 17 | 1.10 × | 1.00 × | 1.10 × | 1.00 × | 1.00 × | 1.00 × |",
                        "| function.zip, JDK 25 | 0.50 × | 1.00 × | 0.50 × | 1.00 × | 1.00 × | 1.00 × |")
                .hasSize(4);
    }

    /** If it fails: {@code mvn -Pbench -Dbench.parts=page}. */
    @Test
    void theCommittedPageShowsTheCommittedFigures() throws IOException {
        ColdPage page = new ColdPage(Rows.read(DOCS.resolve("benchmark-figures.json")));
        String text = Files.readString(DOCS.resolve("benchmark.md"));

        assertThat(page.parts())
                .allSatisfy((part, lines) -> assertThat(text)
                        .contains("<!-- %s -->\n%s\n<!-- /%s -->".formatted(part, String.join("\n", lines), part)));
        assertThat(DOCS.resolve("images/benchmark-start.svg")).hasContent(page.picture());
        assertThat(Path.of("README.md")).content().contains(page.summary());
    }

    private static List<String> goals(Cold tls, double warm, double memory, double program) {
        Size size = new Size(50, 1, memory, 20, program);
        Row row = new Row(Candidates.NATIVE, "aaa", "2026-01-02", tls, cold(1), warm(warm), size);
        List<String> lines = new ColdPage(new Rows(List.of(row, row(Candidates.NODE, "aaa", 90))))
                .parts()
                .get("goals");
        return lines.subList(2, lines.size());
    }

    private static Row row(String name, String commit, double median) {
        return new Row(name, commit, "2026-01-02", cold(median), cold(median), warm(1), new Size(50, 1, 50, 20, 25));
    }

    private static Row floor(String commit, double median) {
        Cold cold = new Cold(median, median - 1, median + 1, median - 2, 0.24, 1.0, null, null);
        return new Row(Floor.NAME, commit, "2026-01-02", cold, cold, null, null);
    }

    private static Cold cold(double median) {
        return new Cold(median, median, median, median, 1, 1.0, 1.0, 1.0);
    }

    private static Warm warm(double toNode) {
        return new Warm(1, 1, 1, 1, toNode, 1);
    }
}
