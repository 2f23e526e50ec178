package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If a page names a test that no longer exists, nothing checks what the page promises. */
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");

    @ParameterizedTest
    @CsvSource({"docs/security.md, 40", "docs/operations.md, 20"})
    void eachTestNamedByThePageExists(Path page, int atLeast) throws IOException {
        Map<String, String> tests = sources();
        List<MatchResult> named =
                NAMED.matcher(Files.readString(page)).results().toList();

        assertThat(named).hasSizeGreaterThan(atLeast).allSatisfy(match -> {
            assertThat(tests).as(match.group()).containsKey(match.group(1));
            if (match.group(2) != null) {
                assertThat(withParent(tests, match.group(1)))
                        .as(match.group())
                        .contains("void " + match.group(2) + "(");
            }
        });
    }

    /** A test may be inherited from the contract class that its class extends. */
    private static String withParent(Map<String, String> tests, String name) {
        String source = tests.get(name);
        return Pattern.compile("class " + name + " extends (\\w+)")
                .matcher(source)
                .results()
                .map(match -> source + tests.getOrDefault(match.group(1), ""))
                .findFirst()
                .orElse(source);
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::read,
                            (a, b) -> a));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
