package dev.tracks.histories;

import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Schedules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The scheduler: one-time schedules, precise to the minute, deleted after they fire; some are lost. */
final class SimScheduler {
    private static final int LOST_PER_MILLE = 80;
    private static final long MINUTE = 60_000;

    private final Simulation simulation;
    private final Consumer<StepReached> target;
    private final Consumer<String> starts;
    private final Map<StepReached, Long> schedules = new LinkedHashMap<>();
    private final Map<String, Long> jobs = new LinkedHashMap<>();

    SimScheduler(Simulation simulation, Consumer<StepReached> target, Consumer<String> starts) {
        this.simulation = simulation;
        this.target = target;
        this.starts = starts;
    }

    Schedules port(FaultInjector injector) {
        return new Schedules() {
            @Override
            public void schedule(StepReached cause, Instant dueAt) {
                injector.call(
                        () -> "schedule " + cause + " at " + dueAt, () -> schedules.putIfAbsent(cause, minute(dueAt)));
            }

            @Override
            public void scheduleJob(String jobId, Instant startAt) {
                injector.call(
                        () -> "schedule job " + jobId + " at " + startAt,
                        () -> jobs.putIfAbsent(jobId, minute(startAt)));
            }

            @Override
            public void delete(StepReached cause) {
                injector.call(() -> "delete schedule of " + cause, () -> schedules.remove(cause));
            }
        };
    }

    private static long minute(Instant dueAt) {
        return (dueAt.toEpochMilli() + MINUTE - 1) / MINUTE * MINUTE;
    }

    /** Fires a due schedule; returns whether there was one. */
    boolean fireOne() {
        return fireOne(schedules, target) || fireOne(jobs, starts);
    }

    private <T> boolean fireOne(Map<T, Long> schedules, Consumer<T> target) {
        List<T> due = schedules.entrySet().stream()
                .filter(schedule -> schedule.getValue() <= simulation.millis())
                .map(Map.Entry::getKey)
                .toList();
        if (due.isEmpty()) {
            return false;
        }
        T cause = due.get(0);
        schedules.remove(cause);
        if (!simulation.calm() && simulation.fault(LOST_PER_MILLE, Fault.LOST_SCHEDULE)) {
            simulation.log().line(() -> "the scheduler loses " + cause);
        } else {
            simulation.log().line(() -> "the scheduler fires " + cause);
            target.accept(cause);
        }
        return true;
    }
}
