package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For each alarm, docs/operations.md has its meaning, a query and the remedy. */
class OperationsPageTest {
    private static final Pattern ALARM = Pattern.compile("\\b[A-Z]\\w+Alarm\\b");

    private final Template template = Template.read();

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/operations.md"));
    }

    /** The text of each alarm's section, by the alarm's name. */
    private static Map<String, String> sections() throws IOException {
        String alarms = page().replaceFirst("(?s).*\n## Alarms\n", "").replaceFirst("(?s)\n## .*", "");
        Map<String, String> sections = new TreeMap<>();
        for (String section : alarms.split("\n### ")) {
            if (!section.isBlank()) {
                String[] parts = section.split("\n", 2);
                sections.put(parts[0], parts[1]);
            }
        }
        return sections;
    }

    @Test
    void eachAlarmHasASectionWithAQueryAndARemedy() throws IOException {
        Map<String, String> sections = sections();

        assertThat(sections.keySet()).isEqualTo(template.named("AWS::CloudWatch::Alarm"));
        assertThat(sections.values())
                .allSatisfy(section -> assertThat(section)
                        .containsPattern("```\n(filter|fields|stats) ")
                        .containsIgnoringCase("remedy"));
    }

    /** Renaming one of them would silently empty a query. */
    @Test
    void queriesNameOnlyFieldsAndMessagesThatFunctionsLog() throws IOException {
        String logging = sources(Path.of("src/main/java/dev/tracks/lambda"));
        Set<String> missing = new TreeSet<>();
        Map.of("\\bmdc\\.(\\w+)", "add(\"%s\"", "\\bmessage = \"([^\"]+)\"", "\"%s\"")
                .forEach((query, code) -> Pattern.compile(query)
                        .matcher(queries())
                        .results()
                        .map(match -> code.formatted(match.group(1)))
                        .filter(text -> !logging.contains(text))
                        .forEach(missing::add));

        assertThat(queries()).contains("mdc.", "message = ");
        assertThat(missing).isEmpty();
    }

    private static String queries() {
        try {
            return Pattern.compile("(?s)```\n((filter|fields|stats) .*?)```")
                    .matcher(page())
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    @Test
    void thePageNamesNoOtherAlarmsAndOutputsThanTheTemplateHas() throws IOException {
        Set<String> named =
                ALARM.matcher(page()).results().map(match -> match.group()).collect(Collectors.toSet());
        Set<String> outputs = Pattern.compile("\\$\\(output (\\w+)\\)")
                .matcher(page())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> existing = new TreeSet<>();
        template.at("/Outputs").fieldNames().forEachRemaining(existing::add);

        assertThat(template.named("AWS::CloudWatch::Alarm")).containsAll(named);
        assertThat(outputs).hasSize(11).isSubsetOf(existing);
    }
}
