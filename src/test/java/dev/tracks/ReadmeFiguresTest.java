package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README quotes the benchmark page and contains no other measurements. */
class ReadmeFiguresTest {
    private static final Pattern FIGURE = Pattern.compile("([0-9][0-9.,]*) (?:ms|MB)\\b");

    @Test
    void everyFigureOfTimeAndMemoryIsOnTheBenchmarksPage() throws IOException {
        String page = Files.readString(Path.of("docs", "benchmark.md"));
        List<String> figures = FIGURE.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(figures).isNotEmpty().allSatisfy(figure -> assertThat(page).contains("| " + figure + " |"));
    }
}
