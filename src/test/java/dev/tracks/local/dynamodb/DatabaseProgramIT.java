package dev.tracks.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the tests of the database's Node program, so that one command tests everything. */
class DatabaseProgramIT {

    @Test
    void theTestsOfTheNodeProgramPass() throws IOException, InterruptedException {
        Path program = DatabaseInstallation.prepare();

        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (var files = Files.list(program.resolve("test"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".test.mjs")).forEach(command::add);
        }
        Process tests = new ProcessBuilder(command)
                .directory(program.toFile())
                .redirectErrorStream(true)
                .start();
        tests.getOutputStream().close();
        String output = new String(tests.getInputStream().readAllBytes());

        assertThat(tests.waitFor()).as(output).isZero();
        assertThat(output).contains("# fail 0").doesNotContain("# pass 0");
    }
}
