package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuShareTest {
    @Test
    void aFunctionOf1769MegabytesHasOneProcessor() {
        assertThat(CpuShare.settings(true, 1769)).containsExactly(entry("cpu.max", "20000 20000"));
    }

    @Test
    void aFunctionOf512MegabytesHas29PercentOfAProcessor() {
        assertThat(CpuShare.settings(false, 512))
                .containsExactly(entry("cpu.cfs_period_us", "20000"), entry("cpu.cfs_quota_us", "5789"));
    }

    @Test
    void aProcessThatWantsMoreThanItsShareMustWait() throws Exception {
        assumeTrue(CpuShare.isPossible());
        Process loop = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try (CpuShare share = CpuShare.limit(loop.pid(), 442).orElseThrow()) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (timesStopped(loop.pid()) == 0) {
                    Thread.onSpinWait();
                }
            });
            loop.destroyForcibly().waitFor();
        } finally {
            loop.destroyForcibly();
        }
        assertThat(groups(loop.pid())).noneMatch(Files::exists);
    }

    /** How often the kernel has stopped the process until the next period. */
    private static long timesStopped(long pid) throws IOException {
        for (Path group : groups(pid)) {
            Path statistics = group.resolve("cpu.stat");
            if (Files.exists(statistics)) {
                return Files.readAllLines(statistics).stream()
                        .filter(line -> line.startsWith("nr_throttled "))
                        .mapToLong(line -> Long.parseLong(line.substring("nr_throttled ".length())))
                        .sum();
            }
        }
        return 0;
    }

    /** In version 1 and in version 2 of control groups. */
    private static List<Path> groups(long pid) {
        String name = "tracks-bench-" + pid;
        return List.of(Path.of("/sys/fs/cgroup/cpu", name), Path.of("/sys/fs/cgroup", name));
    }
}
