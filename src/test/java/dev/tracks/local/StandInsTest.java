package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandInsTest {
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern METHOD = Pattern.compile("public [\\w ]*?(\\w+)\\([^)]*\\) \\{");

    static List<Path> sources() throws Exception {
        Path folder = ProjectFolder.find().resolve(Path.of("src", "local", "fast"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** Else it would take nobody's place any more, and nobody would see it. */
    @ParameterizedTest
    @MethodSource("sources")
    void theClassWhosePlaceItTakesIsThereAndHasItsMethods(Path file) throws Exception {
        String source = Files.readString(file);
        String simple = file.getFileName().toString().replace(".java", "");
        String name =
                PACKAGE.matcher(source).results().findFirst().orElseThrow().group(1) + "." + simple;

        List<String> methods = Arrays.stream(Class.forName(name).getMethods())
                .map(Method::getName)
                .toList();

        assertThat(METHOD.matcher(source).results().map((MatchResult method) -> method.group(1)))
                .isNotEmpty()
                .isSubsetOf(methods);
    }
}
