package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /** 442 MB: a quarter of a processor. A loop that is not limited has about the whole of one. */
    @Test
    void aLimitedProcessHasItsShareOnly() throws Exception {
        assumeTrue(CpuShare.isPossible());
        Process loop = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try (CpuShare share = CpuShare.limit(loop.pid(), 442).orElseThrow()) {
            Duration before = processorTime(loop.pid());
            Thread.sleep(2_000);
            assertThat(processorTime(loop.pid()).minus(before)).isLessThan(Duration.ofMillis(1_000));
            loop.destroyForcibly().waitFor();
        } finally {
            loop.destroyForcibly();
        }
        // In version 1 and in version 2 of control groups.
        assertThat(Path.of("/sys/fs/cgroup/cpu/tracks-bench-" + loop.pid())).doesNotExist();
        assertThat(Path.of("/sys/fs/cgroup/tracks-bench-" + loop.pid())).doesNotExist();
    }

    private static Duration processorTime(long pid) {
        assertThat(Files.exists(Path.of("/proc/" + pid))).isTrue();
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow();
    }
}
