package dev.tracks.bench;

import dev.tracks.local.lambda.FunctionProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Cold starts of all functions in turn, in another order each round, all with the same table. */
final class ColdStarts {
    /** With a fixed order, the second would always run after the first. */
    private static final long SEED = 20251;

    /**
     * One start of one function.
     *
     * @param init until the process asked for its first event
     * @param first until its response to this event
     * @param processor seconds of processor time until then
     * @param warm the time of each further enrollment
     * @param peakMemory in kilobytes, at the end
     */
    record Start(Duration init, Duration first, double processor, List<Duration> warm, long peakMemory) {}

    private final BenchmarkData data;
    private final int warm;
    private final List<Double> busy = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();

    ColdStarts(BenchmarkData data, int warm) {
        this.data = data;
        this.warm = warm;
    }

    /** The first round does not count; it makes the machine cache the files. */
    ColdTable measure(List<Candidate> candidates, Optional<Floor> floor, BenchmarkEnvironment environment, int retry) {
        candidates.forEach(candidate -> start(candidate, environment));
        floor.ifPresent(curl -> curl.start(environment, data.freshEvent()));
        Map<Candidate, List<Start>> starts = new LinkedHashMap<>();
        List<Duration> floors = new ArrayList<>();
        List<Runnable> order = new ArrayList<>();
        for (Candidate candidate : candidates) {
            starts.put(candidate, new ArrayList<>());
            order.add(() -> starts.get(candidate).add(start(candidate, environment)));
        }
        floor.ifPresent(curl -> order.add(() -> floors.add(curl.start(environment, data.freshEvent()))));
        Random random = new Random(SEED);
        for (int round = 0; round < retry; round++) {
            loads.add(Machine.load());
            busy.add(Machine.busy());
            Collections.shuffle(order, random);
            order.forEach(Runnable::run);
            System.out.printf(
                    "Cold starts (%s): round %d of %d%n", environment.aws().getScheme(), round + 1, retry);
        }
        return new ColdTable(starts, floors);
    }

    private Start start(Candidate candidate, BenchmarkEnvironment environment) {
        String first = data.freshEvent();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < warm; i++) {
            others.add(data.freshEvent());
        }
        try (FunctionProcess process = candidate.start(environment, first)) {
            double processor = Machine.processorSeconds(process.pid());
            EnrollmentCheck.check(candidate, process.first());
            List<Duration> times = new ArrayList<>();
            for (String event : others) {
                times.add(
                        EnrollmentCheck.check(candidate, process.invoke(event)).time());
            }
            return new Start(
                    process.init(), process.first().time(), processor, times, Machine.peakMemory(process.pid()));
        }
    }

    /** The share of the processors that other programs used before each round, while we were idle. */
    Spread busy() {
        return Spread.of(busy);
    }

    /** The load average before each round; it includes our own starts. */
    Spread loads() {
        return Spread.of(loads);
    }
}
