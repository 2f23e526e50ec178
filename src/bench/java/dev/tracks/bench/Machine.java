package dev.tracks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The measuring machine, as Linux describes it. */
final class Machine {
    private static final Path PROC = Path.of("/proc");
    private static final long GLANCE_MILLIS = 200;

    private Machine() {}

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static String processorName() {
        return lines(PROC.resolve("cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    static String memory() {
        long kilobytes = field(PROC.resolve("meminfo"), "MemTotal:");
        return Math.round(kilobytes / 1024.0 / 1024.0) + " GB";
    }

    /** The share of the processors that other programs use while we are idle: 0 to 1. */
    static double busy() {
        try {
            long[] before = ticks();
            Thread.sleep(GLANCE_MILLIS);
            long[] after = ticks();
            long all = after[0] - before[0];
            return all == 0 ? 0 : 1 - (after[1] - before[1]) / (double) all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All ticks of all processors, and those in which they were idle or waited for a disk. */
    private static long[] ticks() {
        long[] numbers = Arrays.stream(lines(PROC.resolve("stat")).get(0).split("\\s+"))
                .skip(1)
                .mapToLong(Long::parseLong)
                .toArray();
        return new long[] {Arrays.stream(numbers).limit(8).sum(), numbers[3] + numbers[4]};
    }

    /** A process's peak memory, in kilobytes. */
    static long peakMemory(long pid) {
        return field(status(pid), "VmHWM:");
    }

    /** A process's current memory, in kilobytes. */
    static long memory(long pid) {
        return field(status(pid), "VmRSS:");
    }

    /** The processor time that a process has used, in seconds, to a hundredth. */
    static double processorSeconds(long pid) {
        String line = lines(PROC.resolve(pid + "/stat")).get(0);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static Path status(long pid) {
        return PROC.resolve(pid + "/status");
    }

    private static long field(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " has no " + name));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
