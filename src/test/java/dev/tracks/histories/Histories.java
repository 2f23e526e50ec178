package dev.tracks.histories;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many histories by seed, on all processors, and adds up their results. */
final class Histories {
    /** The number of histories, of their events and faults, and the lowest seed that broke an invariant. */
    static final class Sum {
        final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
        long histories;
        long causes;
        long instances;
        long messages;
        long ambiguousSends;
        /** Of all threads that ran them. */
        long processorNanos;

        Optional<History> broken = Optional.empty();

        void add(History history) {
            histories++;
            causes += history.causes();
            instances += history.instances();
            messages += history.messages();
            ambiguousSends += history.ambiguousSends();
            history.faults().forEach((fault, count) -> faults.merge(fault, (long) count, Long::sum));
            boolean first = history.violation().isPresent()
                    && broken.filter(other ->
                                    other.plan().seed() < history.plan().seed())
                            .isEmpty();
            broken = first ? Optional.of(history) : broken;
        }

        void add(Sum other) {
            histories += other.histories;
            causes += other.causes;
            instances += other.instances;
            messages += other.messages;
            ambiguousSends += other.ambiguousSends;
            processorNanos += other.processorNanos;
            other.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
            boolean first = other.broken.isPresent()
                    && broken.filter(mine -> mine.plan().seed()
                                    < other.broken.get().plan().seed())
                            .isEmpty();
            broken = first ? other.broken : broken;
        }
    }

    private Histories() {}

    /** Runs seeds {@code first} to {@code first + count - 1}; stops soon after the first that breaks an invariant. */
    static Sum run(long first, long count, DisabledGuard disabledGuard) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        AtomicLong next = new AtomicLong(first);
        AtomicLong end = new AtomicLong(first + count);
        Callable<Sum> worker = () -> {
            Sum sum = new Sum();
            for (long seed = next.getAndIncrement(); seed < end.get(); seed = next.getAndIncrement()) {
                sum.add(History.of(Plan.of(seed, disabledGuard)));
                if (sum.broken.isPresent()) {
                    end.set(seed);
                }
            }
            sum.processorNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return sum;
        };
        try {
            return joined(executor.invokeAll(Collections.nCopies(threads, worker)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Sum joined(List<Future<Sum>> parts) throws InterruptedException {
        Sum all = new Sum();
        for (Future<Sum> part : parts) {
            try {
                all.add(part.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return all;
    }

    /** A shrunk broken history for a reader: what broke, how to replay it, and what happened. */
    static String report(History broken) {
        Plan small = Shrinker.shrink(broken);
        History replay = History.logged(small);
        List<String> lines = new ArrayList<>();
        lines.add("seed " + small.seed() + ": "
                + replay.violation().map(Throwable::getMessage).orElse("?"));
        lines.add("replay it with -Dtest=HistoriesTest -Dhistory.seed=" + small.seed());
        lines.add("smallest: " + (small.events() - small.dropped().size()) + " events");
        lines.addAll(replay.log());
        return String.join("\n", lines);
    }
}
