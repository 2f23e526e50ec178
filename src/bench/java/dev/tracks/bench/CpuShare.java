package dev.tracks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A control group that limits its processes to the processor time of a function with that much memory: Lambda gives one
 * processor at 1,769 MB, and below in proportion (Lambda Developer Guide, "Configure Lambda function memory"). Each process
 * has a group of its own, as each function has.
 */
final class CpuShare implements AutoCloseable {
    private static final int MEGABYTES_OF_A_PROCESSOR = 1769;
    /** In microseconds. Lambda does not publish its own; a longer one would stop short work less often. */
    private static final int PERIOD = 20_000;

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");

    private final Path group;

    private CpuShare(Path group) {
        this.group = group;
    }

    /** Limits a process from now on; empty if this machine has no control groups that this program may write. */
    static Optional<CpuShare> limit(long pid, int megabytes) {
        Optional<CpuShare> share = group("tracks-bench-" + pid, megabytes);
        share.ifPresent(some -> some.add(pid));
        return share;
    }

    /** A line for the page; none if durations were measured with the processor time of the memory that is paid for. */
    static List<String> note() {
        return isPossible()
                ? List.of()
                : List.of(
                        "", "**The functions had whole processors: this machine cannot limit their processor time.**");
    }

    /** Whether this machine has control groups that this program may write; usually only root may. */
    static boolean isPossible() {
        Optional<CpuShare> probe = group("tracks-bench", MEGABYTES_OF_A_PROCESSOR);
        probe.ifPresent(CpuShare::close);
        return probe.isPresent();
    }

    private static Optional<CpuShare> group(String name, int megabytes) {
        return Stream.of(GROUPS.resolve("cpu"), GROUPS)
                .filter(Files::isWritable)
                .flatMap(parent -> group(parent.resolve(name), megabytes).stream())
                .findFirst();
    }

    private static Optional<CpuShare> group(Path group, int megabytes) {
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            return Optional.empty();
        }
        CpuShare share = new CpuShare(group);
        try {
            for (Map.Entry<String, String> setting : settings(Files.exists(group.resolve("cpu.max")), megabytes)) {
                share.set(setting.getKey(), setting.getValue());
            }
            return Optional.of(share);
        } catch (IOException e) {
            share.close();
            return Optional.empty();
        }
    }

    private void add(long pid) {
        try {
            set("cgroup.procs", String.valueOf(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel creates a group's files; a folder without them is no group. */
    private void set(String file, String value) throws IOException {
        Files.writeString(group.resolve(file), value, StandardOpenOption.WRITE);
    }

    /**
     * The files of a group, and what they contain.
     *
     * @param unified whether the group is one of version 2
     */
    static List<Map.Entry<String, String>> settings(boolean unified, int megabytes) {
        long quota = Math.round((double) PERIOD * megabytes / MEGABYTES_OF_A_PROCESSOR);
        return unified
                ? List.of(Map.entry("cpu.max", quota + " " + PERIOD))
                : List.of(
                        Map.entry("cpu.cfs_period_us", String.valueOf(PERIOD)),
                        Map.entry("cpu.cfs_quota_us", String.valueOf(quota)));
    }

    /** Removes the group, whose process must have ended. */
    @Override
    public void close() {
        try {
            Files.delete(group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
