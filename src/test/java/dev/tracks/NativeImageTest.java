package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.feedback.NotRecordedYetException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native image needs to be told, checked without building one. */
class NativeImageTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path CONSOLE = Path.of("target", "classes", "console");

    /** Files that Quarkus reads at build time. */
    private static final List<Path> OF_THE_BUILD = List.of(Path.of("application.properties"), Path.of("META-INF"));

    /** The Qute extension lists templates itself. */
    private static final Path TEMPLATES = Path.of("templates");

    @Test
    void everyFileOfTheClassPathIsListedForTheImage() throws IOException {
        List<PathMatcher> listed = Stream.of(
                        property("quarkus.native.resources.includes").split(","))
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();

        assertThat(Stream.concat(files(RESOURCES, RESOURCES), files(CONSOLE, CONSOLE.getParent())))
                .hasSizeGreaterThan(5)
                .filteredOn(file -> OF_THE_BUILD.stream().noneMatch(file::startsWith))
                .filteredOn(file -> !file.startsWith(TEMPLATES))
                .allMatch(file -> listed.stream().anyMatch(glob -> glob.matches(file)));
    }

    @Test
    void theExceptionsThatAreLoggedWithoutAStackTraceAreThoseThatTheHandlersLog() throws IOException {
        assertThat(property("quarkus.lambda.expected-exceptions").split(","))
                .containsExactlyInAnyOrder(
                        InvalidRequestException.class.getName(),
                        ConcurrentUpdateException.class.getName(),
                        NotRecordedYetException.class.getName());
    }

    private static String property(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve("application.properties"))) {
            properties.load(reader);
        }
        return properties.getProperty(name);
    }

    private static Stream<Path> files(Path folder, Path root) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(root::relativize).toList().stream();
        }
    }
}
