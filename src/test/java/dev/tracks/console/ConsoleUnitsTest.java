package dev.tracks.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of the console that need no browser ({@code src/test/console/units}), in Node. */
class ConsoleUnitsTest {
    private static final Path UNITS = Path.of("src", "test", "console", "units");

    @Test
    void thePartsOfTheConsoleThatNeedNoBrowserWork() throws IOException, InterruptedException {
        List<String> tests;
        try (Stream<Path> files = Files.list(UNITS)) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .toList();
        }
        Process node = new ProcessBuilder(
                        Stream.concat(Stream.of("node", "--test", "--test-reporter=spec"), tests.stream())
                                .toList())
                .directory(UNITS.toFile())
                .redirectErrorStream(true)
                .start();
        node.getOutputStream().close();
        String output = new String(node.getInputStream().readAllBytes());
        assertThat(node.waitFor()).as(output).isZero();
        assertThat(output).contains("tests ");
    }
}
