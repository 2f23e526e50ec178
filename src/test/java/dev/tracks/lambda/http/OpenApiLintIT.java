package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lints the OpenAPI document. The linter is installed from {@code src/test/openapi} when its lock file has changed. */
class OpenApiLintIT {
    private static final Path PROGRAM = Path.of("src/test/openapi");
    private static final Path TARGET = Path.of("target/openapi-lint");
    private static final List<String> INSTALL =
            List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");

    @Test
    void theDocumentPassesTheLinter() throws Exception {
        install();
        Path document = Path.of("src/main/resources/openapi.yaml").toAbsolutePath();

        String output = run(List.of("node", "lint.mjs", document.toString()));

        assertThat(output).contains("0 findings");
    }

    private static void install() throws IOException, InterruptedException {
        Path lock = PROGRAM.resolve("package-lock.json");
        Path installed = TARGET.resolve("installed-lock.json");
        Files.createDirectories(TARGET);
        for (String file : List.of("package.json", "package-lock.json", "lint.mjs")) {
            Files.write(TARGET.resolve(file), Files.readAllBytes(PROGRAM.resolve(file)));
        }
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            run(INSTALL);
            Files.write(installed, Files.readAllBytes(lock));
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
