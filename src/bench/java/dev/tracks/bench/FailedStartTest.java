package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.lambda.FunctionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {
    /** A program that answers its first event with an error and keeps running. */
    private static final String REFUSES = """
            const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
            const event = await fetch(`${api}/next`);
            const id = event.headers.get("lambda-runtime-aws-request-id");
            await fetch(`${api}/${id}/error`, { method: "POST", body: '{"errorMessage": "no table"}' });
            setTimeout(() => {}, 600_000);
            """;

    @TempDir
    private Path folder;

    @Test
    void aFunctionThatFailsAtItsFirstEventLeavesNoProcessBehind() throws Exception {
        Path program = Files.writeString(folder.resolve("refuses.mjs"), REFUSES);
        FunctionProcess.Launch launch = new FunctionProcess.Launch(
                List.of("node", program.toString()),
                folder,
                Map.of("PATH", System.getenv("PATH")),
                folder.resolve("log"));

        assertThatThrownBy(() -> new FunctionProcess(launch, "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no table");

        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains(program.toString()));
    }
}
