package dev.tracks.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaFunctionIT {
    @TempDir
    Path folder;

    private final Resources open = new Resources();

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void anInvocationThatTakesTooLongEndsWithItsProcess() throws Exception {
        LambdaFunction function = function(NodeFunctions.zip(folder), Duration.ofSeconds(2));
        function.startFirst().get(20, TimeUnit.SECONDS);
        long pid = function.pids().get(0);

        InvocationResult answer = function.invoke(bytes("{\"sleep\":60000}")).get(20, TimeUnit.SECONDS);

        assertThat(answer.failure()).isEqualTo(InvocationResult.Failure.TIMED_OUT);
        assertThat(answer.text()).contains("Sandbox.Timedout", "Task timed out after 2.00 seconds");
        InvocationResult next = function.invoke(bytes("{\"env\":\"GREETING\"}")).get(20, TimeUnit.SECONDS);
        assertThat(next.text()).isEqualTo("{\"value\":\"hello\"}");
        assertThat(function.pids()).hasSize(1).doesNotContain(pid);
    }

    @Test
    void aFunctionThatCannotStartReportsWhy() throws Exception {
        Path zip = NodeFunctions.zip(folder, "#!/bin/sh\necho no such handler\nexit 3\n");
        LambdaFunction function = function(zip, Duration.ofSeconds(2));
        CompletableFuture<InvocationResult> waiting = function.invoke(bytes("{}"));

        CompletableFuture<Void> started = function.startFirst();

        assertThatThrownBy(() -> started.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("step ended with status 3")
                .hasMessageContaining("no such handler");
        assertThat(waiting.get(20, TimeUnit.SECONDS).text()).contains("Runtime.InitError");
    }

    @Test
    void aRebuildOfTheSameFunctionsIsUnpackedOnce() throws Exception {
        Path first = Deployment.of(NodeFunctions.zip(folder)).folder();
        Path again = Deployment.of(NodeFunctions.zip(folder)).folder();
        Path other = Deployment.of(NodeFunctions.zip(folder, "#!/bin/sh\n")).folder();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aMissingZipIsNamedInTheError() {
        assertThatThrownBy(() -> Deployment.of(folder.resolve("function.zip")))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("function.zip is missing");
    }

    private LambdaFunction function(Path zip, Duration timeout) throws IOException {
        Threads threads = open.add(new Threads());
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "GREETING", "hello");
        Instance.Shared shared = new Instance.Shared(
                FunctionName.STEP,
                Deployment.of(zip),
                environment,
                folder.resolve("log"),
                new LinkedBlockingDeque<>(),
                timeout,
                InstantSource.system(),
                threads);
        return open.add(new LambdaFunction(shared, 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
