package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.LocalOptions;
import dev.tracks.local.support.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script and the file of docs/people.md, run as the page says. */
class PeoplePageIT {
    private static final Pattern BLOCK = Pattern.compile("```(bash|csv)\n(.*?)```", Pattern.DOTALL);

    private static Program program;

    @TempDir
    private Path folder;

    private record Run(int status, String output) {}

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults().withInstances(1));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static String block(String kind) throws IOException {
        String page = Files.readString(ProjectFolder.find().resolve(Path.of("docs", "people.md")));
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .collect(Collectors.joining());
    }

    private Run export(String csv) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("people.sh"), block("bash"));
        Path people = Files.writeString(folder.resolve("people.csv"), csv);
        ProcessBuilder command = new ProcessBuilder("bash", script.toString(), people.toString());
        command.environment().put("API", program.cloud().gateway() + "/v1");
        command.environment().put("TOKEN", "local-root-admin");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output);
    }

    private static int total(String result, String output) {
        return Pattern.compile("\"" + result + "\":(\\d+)")
                .matcher(output)
                .results()
                .mapToInt(count -> Integer.parseInt(count.group(1)))
                .sum();
    }

    @Test
    void thePagesFileIsAccepted() throws Exception {
        Run run = export(block("csv"));

        assertThat(run.output()).contains("\"counts\":{\"created\":3,\"updated\":0,\"unchanged\":0,\"refused\":0}");
        assertThat(run.status()).isZero();
        assertThat(program.get("/v1/participants/ada").at("/attributes/team").asText())
                .isEqualTo("Compilers");
    }

    @Test
    void aLongExportIsSentInPartsAndARepetitionChangesNothing() throws Exception {
        String csv = IntStream.range(0, 620)
                .mapToObj(i -> "p" + i + ",Person " + i + "\r\n")
                .collect(Collectors.joining("", "\uFEFFid,name\r\n", ""));
        Run first = export(csv);
        Run second = export(csv);

        assertThat(first.status()).as(first.output()).isZero();
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(total("unchanged", second.output())).isEqualTo(620);
    }

    @Test
    void aRefusedRowIsPrintedAndTheScriptFails() throws Exception {
        Run run = export("id,name\nmary,Mary\nEVE,Eve\n");

        assertThat(run.status()).isEqualTo(1);
        Matcher refused = Pattern.compile("(?m)^\\{\"row\":2,\"id\":null,\"result\":\"refused\".*\"field\":\"id\".*]}$")
                .matcher(run.output());
        assertThat(refused.find()).as(run.output()).isTrue();
        assertThat(total("created", run.output())).isEqualTo(1);
    }

    @Test
    void aRefusedRequestIsPrintedAndTheScriptFails() throws Exception {
        Run run = export("id,name,role\neve,Eve,engineer\n");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("role is not a known column");
    }
}
