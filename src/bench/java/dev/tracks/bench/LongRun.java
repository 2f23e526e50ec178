package dev.tracks.bench;

import dev.tracks.local.lambda.FunctionProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One process of each function over thousands of enrollments, in turn, a block at a time. */
final class LongRun {
    private static final int BLOCK = 100;

    /**
     * The results of one warm process.
     *
     * @param times of each enrollment
     * @param processor mean processor time of an enrollment, in milliseconds
     */
    record Result(List<Duration> times, double processor, long peakMemory) {}

    private final BenchmarkData data;
    private final BenchmarkEnvironment environment;

    LongRun(BenchmarkData data, BenchmarkEnvironment environment) {
        this.data = data;
        this.environment = environment;
    }

    /** @param enrollments of each process; the first third is a warm-up and does not count */
    Map<Candidate, Result> measure(List<Candidate> candidates, int enrollments) {
        Map<Candidate, FunctionProcess> processes = new LinkedHashMap<>();
        try {
            for (Candidate candidate : candidates) {
                processes.put(candidate, candidate.start(environment, data.freshEvent()));
            }
            run(processes, enrollments / 3);
            Map<Candidate, Double> before = new LinkedHashMap<>();
            processes.forEach((candidate, process) -> before.put(candidate, Machine.processorSeconds(process.pid())));
            Map<Candidate, List<Duration>> times = run(processes, enrollments - enrollments / 3);
            Map<Candidate, Result> results = new LinkedHashMap<>();
            processes.forEach((candidate, process) -> {
                double seconds = Machine.processorSeconds(process.pid()) - before.get(candidate);
                List<Duration> measured = times.get(candidate);
                results.put(
                        candidate,
                        new Result(measured, 1000 * seconds / measured.size(), Machine.peakMemory(process.pid())));
            });
            return results;
        } finally {
            processes.values().forEach(FunctionProcess::close);
        }
    }

    private Map<Candidate, List<Duration>> run(Map<Candidate, FunctionProcess> processes, int enrollments) {
        Map<Candidate, List<Duration>> times = new LinkedHashMap<>();
        for (int done = 0; done < enrollments; done += BLOCK) {
            int block = Math.min(BLOCK, enrollments - done);
            processes.forEach((candidate, process) -> times.computeIfAbsent(candidate, key -> new ArrayList<>())
                    .addAll(block(candidate, process, block)));
        }
        return times;
    }

    private List<Duration> block(Candidate candidate, FunctionProcess process, int size) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(data.freshEvent());
        }
        return events.stream()
                .map(event ->
                        EnrollmentCheck.check(candidate, process.invoke(event)).time())
                .toList();
    }
}
