package dev.tracks.local.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.lambda.NodeFunctions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTest {
    private static final int AT_ONCE = 8;

    @TempDir
    private Path folder;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    @Test
    void concurrentUnpackingOfTheSameContentGivesTheSameFolder() throws Exception {
        Path zip = NodeFunctions.zip(folder);
        for (int round = 0; round < 10; round++) {
            Unpacked unpacked = new Unpacked(folder.resolve("cache-" + round));
            CyclicBarrier start = new CyclicBarrier(AT_ONCE);
            Callable<Path> unpack = () -> {
                start.await();
                return unpacked.code(zip);
            };
            Set<Path> folders = new HashSet<>();
            for (Future<Path> each : threads.invokeAll(Collections.nCopies(AT_ONCE, unpack))) {
                folders.add(each.get());
            }

            assertThat(folders).hasSize(1);
            assertThat(folders.iterator().next().resolve("bootstrap")).isExecutable();
            assertThat(unpacked.cache()).isDirectoryNotContaining("glob:**/unpacking*");
        }
    }
}
