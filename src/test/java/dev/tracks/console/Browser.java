package dev.tracks.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the console's browser tests ({@code src/test/console}, in Node) against a local cloud. */
final class Browser {
    private static final Path TESTS = Path.of("src", "test", "console").toAbsolutePath();
    private static final Path ZIP = Path.of("target", "function.zip").toAbsolutePath();
    private static final Path OUTPUT = Path.of("target", "console-tests").toAbsolutePath();
    private static final int PATIENCE_MINUTES = 15;

    private Browser() {}

    /** Passes if each test in the file passes; else fails with the output of the tests. */
    static void passes(String name, LocalCloud cloud, Map<String, String> more) {
        try {
            Files.createDirectories(OUTPUT);
            Path output = OUTPUT.resolve(name + ".log");
            assertThat(exitCode(name, cloud, more, output))
                    .as(() -> read(output))
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int exitCode(String name, LocalCloud cloud, Map<String, String> more, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=spec", name + ".test.mjs")
                .directory(TESTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CONSOLE_URL", cloud.publicUrl().toString());
        builder.environment().put("CONSOLE_ZIP", ZIP.toString());
        builder.environment().putAll(more);
        Process tests = builder.start();
        try {
            assertThat(tests.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as(() -> name + " takes too long: " + read(output))
                    .isTrue();
            return tests.exitValue();
        } finally {
            tests.descendants().forEach(ProcessHandle::destroy);
            tests.destroy();
        }
    }

    /** The folder for pictures of the pages: {@code -Dconsole.pictures}. */
    static Map<String, String> pictures() {
        String folder = System.getProperty(
                "console.pictures", OUTPUT.resolve("pictures").toString());
        return Map.of("CONSOLE_PICTURES", Path.of(folder).toAbsolutePath().toString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
