package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Outcome.Backlogs;
import dev.tracks.bench.growth.Outcome.Ended;
import dev.tracks.bench.growth.Outcome.Minute;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Footprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One scenario: starts, decisions, stream, messages. Time passes in steps of a tenth of a second. */
public final class Simulation {
    /** People whose message is not sent then are reported as waiting. */
    private static final int LONGEST_SECONDS = 14 * 86_400;

    private static final int MINUTE = 60 * Bucket.TICKS;
    private static final int NOT_YET = -1;

    private final Scenario scenario;
    private final SimulatedTable table;
    private final Decisions decisions;
    private final Publishing publishing;
    private final Deliveries deliveries;

    private final int[] sentAt;
    private final List<Minute> timeline = new ArrayList<>();
    private Backlogs peaks = new Backlogs(0, 0, 0);
    private int tick;
    private int arrived;
    private int enrolled;
    private int sent;
    private int enrolledAt;

    /** @param flow the counted functions of the flow: {@code step}, {@code relay} and {@code deliver} */
    public Simulation(Scenario scenario, Deployment deployment, Map<String, Footprint> flow) {
        this.scenario = scenario;
        this.sentAt = new int[scenario.starts()];
        Arrays.fill(sentAt, NOT_YET);
        this.table = new SimulatedTable(
                People.of(scenario.starts(), scenario.tracks(), scenario.setup().shards()), scenario.setup());
        this.decisions = new Decisions(scenario, deployment, flow.get("step"), table, this::enrolled);
        this.deliveries = new Deliveries(scenario, deployment, flow.get("deliver"), table, this::sent);
        this.publishing = new Publishing(scenario, deployment, flow.get("relay"), table, deliveries::send);
    }

    private void enrolled(int person) {
        enrolled++;
        enrolledAt = tick;
        publishing.add(person);
    }

    private void sent(int person) {
        if (sentAt[person] != NOT_YET) {
            throw new IllegalStateException(person + " got the message twice");
        }
        sent++;
        sentAt[person] = tick;
    }

    /** Runs until nobody waits. */
    public Outcome run() {
        while (sent + decisions.deadLetters() + deliveries.deadLetters() < scenario.starts()
                && tick < LONGEST_SECONDS * Bucket.TICKS) {
            tick++;
            arrive();
            step(table.tick());
            if (tick % Bucket.TICKS == 0) {
                peaks = peaks.most(backlogs());
            }
            if (tick % MINUTE == 0) {
                timeline.add(minute());
            }
        }
        timeline.add(minute());
        return outcome();
    }

    private void arrive() {
        long due = Math.min(scenario.starts(), (long) scenario.starts() * tick / (scenario.seconds() * Bucket.TICKS));
        while (arrived < due) {
            decisions.reached(arrived++);
        }
    }

    /** Each tick begins with another function, so that none is always the first to use the table. */
    private void step(List<Integer> split) {
        publishing.split(split);
        for (int i = 0; i < 3; i++) {
            switch ((tick + i) % 3) {
                case 0 -> decisions.tick(publishing.concurrency());
                case 1 -> publishing.tick();
                default -> deliveries.tick();
            }
        }
    }

    private Backlogs backlogs() {
        return new Backlogs(decisions.size(), publishing.size(), deliveries.size());
    }

    private Minute minute() {
        return new Minute(
                (tick + MINUTE - 1) / MINUTE,
                enrolled,
                sent,
                backlogs(),
                table.base().count(),
                attempts());
    }

    private long attempts() {
        return throttled().values().stream().mapToLong(count -> count).sum();
    }

    private Map<String, Long> throttled() {
        Map<String, Long> all = new LinkedHashMap<>(table.throttled());
        if (publishing.throttledEvents() > 0) {
            all.put("PutEvents", publishing.throttledEvents());
        }
        return all;
    }

    private Outcome outcome() {
        int[] sorted =
                Arrays.stream(sentAt).filter(at -> at != NOT_YET).sorted().toArray();
        return new Outcome(
                scenario,
                throttled(),
                peaks,
                seconds(enrolledAt),
                sorted.length < (scenario.starts() + 1) / 2 ? Double.NaN : seconds(sorted[(scenario.starts() - 1) / 2]),
                sorted.length == 0 ? Double.NaN : seconds(sorted[sorted.length - 1]),
                new Ended(
                        sent,
                        decisions.deadLetters(),
                        deliveries.deadLetters(),
                        backlogs().sum()),
                timeline);
    }

    private static double seconds(int ticks) {
        return (double) ticks / Bucket.TICKS;
    }
}
