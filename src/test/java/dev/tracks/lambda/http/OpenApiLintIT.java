package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.NodeProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Lints the OpenAPI document. */
class OpenApiLintIT {
    @Test
    void theDocumentPassesTheLinter() throws Exception {
        NodeProgram linter = NodeProgram.install("openapi");
        Path document = Path.of("src/main/resources/openapi.yaml").toAbsolutePath();

        NodeProgram.Result result = linter.run("node", "lint.mjs", document.toString());

        assertThat(result.output()).contains("0 findings");
        assertThat(result.status()).isZero();
    }
}
