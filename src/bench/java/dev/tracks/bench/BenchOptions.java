package dev.tracks.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values of {@code -Dbench.*}.
 *
 * @param starts cold starts of each function
 * @param warm enrollments in each of these processes after the first
 * @param longRun enrollments in one process of each function, a third of them uncounted
 * @param jdk the home of a newer JDK than the one that runs this
 * @param nativeBootstrap our native program, if there is one
 * @param before another function.zip, which is compared with the one of the build
 * @param unitsBefore an earlier docs/benchmark.md, whose requests, units and dollars are compared with those of the page
 * @param load how long clients send requests
 * @param clients how many clients send requests concurrently
 * @param jobRows rows of each job that is counted
 * @param jobTimed rows of each job that is timed
 * @param jmh {@code full} or {@code quick}
 * @param parts what to measure; the rest of the page stays unchanged. {@code page} measures nothing
 */
record BenchOptions(
        int starts,
        int warm,
        int longRun,
        Optional<Path> jdk,
        Optional<Path> nativeBootstrap,
        Optional<Path> before,
        Optional<Path> unitsBefore,
        Duration load,
        int clients,
        int jobRows,
        int jobTimed,
        String jmh,
        List<String> parts) {
    static final List<String> PARTS = List.of("cold", "units", "growth", "code", "load", "jobs");

    /** Only writes the page from the figures of the last runs. */
    static final String PAGE = "page";

    /** The minimum of starts for a published figure. */
    static final int LEAST_STARTS = 30;

    /** The minimum load for a published figure: a shorter one would not show growing memory. */
    static final Duration LEAST_LOAD = Duration.ofMinutes(2);

    /** The minimum of counted rows for published figures. */
    static final int LEAST_JOB_ROWS = 100_000;

    /** The minimum of timed rows: with fewer, few lanes would have a full page. */
    static final int LEAST_JOB_TIMED = 1_600;

    static BenchOptions read() {
        return new BenchOptions(
                number("bench.starts", LEAST_STARTS),
                number("bench.warm", 20),
                number("bench.long", 3000),
                path("bench.jdk"),
                path("bench.native"),
                path("bench.before"),
                path("bench.unitsBefore"),
                Duration.ofSeconds(number("bench.load.seconds", 120)),
                number("bench.load.clients", 200),
                number("bench.jobs.rows", LEAST_JOB_ROWS),
                number("bench.jobs.timed", LEAST_JOB_TIMED),
                text("bench.jmh").orElse("full"),
                text("bench.parts").map(BenchOptions::parts).orElse(PARTS));
    }

    /** @throws IllegalArgumentException if a part is unknown */
    static List<String> parts(String list) {
        List<String> parts = Stream.of(list.split(",")).map(String::strip).toList();
        if (!PARTS.containsAll(parts) && !parts.equals(List.of(PAGE))) {
            throw new IllegalArgumentException("bench.parts: " + list + " must be of " + PARTS + " or " + PAGE);
        }
        return parts;
    }

    boolean wants(String part) {
        return parts.contains(part);
    }

    private static Optional<String> text(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank());
    }

    private static Optional<Path> path(String name) {
        return text(name).map(Path::of).map(Path::toAbsolutePath);
    }

    private static int number(String name, int fallback) {
        return text(name).map(Integer::parseInt).orElse(fallback);
    }
}
