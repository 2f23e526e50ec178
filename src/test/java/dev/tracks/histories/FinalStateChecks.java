package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableUndeliverables;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import dev.tracks.usecase.view.Undeliverables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks the final state: faults stop, time moves on, all queues drain; then nothing may be lost or unfinished. */
final class FinalStateChecks {
    /** Enough for the longest delay, day by day, and for every visibility time-out. */
    private static final int MOST_TURNS = 120;

    private static final int MOST_WORK = 3_000;
    private static final long SWEPT_EVERY_MILLIS = 16 * 60 * 1000L;

    private final Simulation simulation;
    private final Oracle oracle;

    FinalStateChecks(Simulation simulation) {
        this.simulation = simulation;
        this.oracle = simulation.oracle();
    }

    void check() {
        simulation.bus().recover();
        simulation.channel().recover();
        drain();
        settled();
        outcomes();
        histories();
        oracle.events().checkEnd();
        oracle.messageChecks().checkEnd(simulation.now());
        oracle.invitationChecks().checkEnd();
        oracle.erased().checkEnd(simulation.items());
        oracle.jobs().checkEnd();
        oracle.effectChecks().checkUndone(simulation.now());
        oracle.undeliverable().checkEnd(listed());
    }

    private void drain() {
        simulation.functions().redrive();
        int work = 0;
        for (int turn = 0; turn < MOST_TURNS; turn++) {
            while (simulation.functions().work() || simulation.functions().repeatOne()) {
                if (++work > MOST_WORK) {
                    throw new Violation(Invariant.PENDING, "the queues do not drain");
                }
            }
            if (simulation.functions().idle()
                    && oracle.pending().isEmpty()
                    && deferred().isEmpty()
                    && oracle.messageChecks().firstHeld().isEmpty()
                    && oracle.erased().firstDue().isEmpty()
                    && oracle.jobs().open().isEmpty()) {
                return;
            }
            boolean waiting = simulation.functions().idle() && oracle.pending().isEmpty();
            long due = waiting ? firstDue() : 0;
            simulation.pass(Math.max(SWEPT_EVERY_MILLIS, due - simulation.millis()));
            simulation.functions().sweep();
        }
    }

    private List<Map<String, AttributeValue>> deferred() {
        return oracle.runChecks().all().values().stream()
                .filter(run -> StoredItems.text(run, "status").equals("deferred"))
                .toList();
    }

    private long firstDue() {
        Stream<Instant> runs = deferred().stream().map(run -> Instant.parse(StoredItems.text(run, "dueAt")));
        Stream<Instant> erasures = oracle.erased().firstDue().map(Instant::parse).stream();
        return Stream.of(runs, oracle.messageChecks().firstHeld().stream(), erasures)
                .flatMap(due -> due)
                .mapToLong(due -> due.toEpochMilli() + 3_000)
                .min()
                .orElse(0);
    }

    private void settled() {
        if (!deferred().isEmpty()) {
            throw new Violation(Invariant.DUE, deferred().toString());
        }
        if (!oracle.pending().isEmpty()) {
            throw new Violation(Invariant.PENDING, oracle.pending().toString());
        }
        if (oracle.messageChecks().firstHeld().isPresent()) {
            throw new Violation(Invariant.PENDING, "a message is still held");
        }
        if (oracle.erased().firstDue().isPresent()) {
            throw new Violation(Invariant.PENDING, "an erasure does not end");
        }
        if (!simulation.functions().idle()) {
            throw new Violation(Invariant.PENDING, "a queue is not empty");
        }
    }

    /**
     * Whoever started a track has a run for each step by its start that the track has had ever since, and whoever
     * completed it has one for each step by its completion.
     */
    private void outcomes() {
        oracle.effectChecks()
                .instancesByTrack()
                .forEach(instances -> instances.forEach((number, item) -> oracle.configurationChecks()
                        .timelines()
                        .forEach((key, timeline) -> {
                            String trackId = StoredItems.text(item, "trackId");
                            boolean completed = StoredItems.text(item, "status").equals("completed");
                            if (key.pk().equals("STEPS#" + trackId)
                                    && (wasThere(timeline, item, "startedAt", ReachedBy.TRACK_START)
                                            || completed
                                                    && wasThere(
                                                            timeline, item, "endedAt", ReachedBy.TRACK_COMPLETION))) {
                                StepReached cause = new StepReached(
                                        trackId, key.sk(), StoredItems.text(item, "participantId"), number);
                                if (!oracle.runChecks().all().containsKey(cause)) {
                                    throw new Violation(Invariant.OUTCOME, cause + " has no run");
                                }
                            }
                        })));
    }

    private static boolean wasThere(
            List<ConfigurationChecks.Since> timeline, Map<String, AttributeValue> instance, String time, ReachedBy by) {
        // The process that started or ended the instance may have a clock that is two seconds fast or slow.
        long since = Instant.parse(StoredItems.text(instance, time)).toEpochMilli() - 2_100;
        if (timeline.get(0).from() > since) {
            return false;
        }
        for (int i = 0; i < timeline.size(); i++) {
            boolean over = i + 1 < timeline.size() && timeline.get(i + 1).from() <= since;
            boolean reaches =
                    timeline.get(i).value().orElse(null) instanceof AddToTrackStep step && step.reachedBy() == by;
            if (!over && !reaches) {
                return false;
            }
        }
        return true;
    }

    /** The person's history shows the last outcome of each run, and each direct enrollment. */
    private void histories() {
        ReadHistory history = new ReadHistory(new TableDirectory(simulation.memory(), Fixtures.PARTICIPANT_READER));
        Map<String, List<ReadHistory.Entry>> entries = new HashMap<>();
        Population.PEOPLE.forEach(person -> entries.put(person, allPages(history, person)));
        oracle.runChecks().all().forEach((cause, run) -> {
            boolean shown = entries.get(cause.participantId()).stream()
                    .anyMatch(entry -> entry.source().equals(Source.step(cause))
                            && entry.event().decision().equals(StoredItems.text(run, "status"))
                            && entry.event()
                                    .reason()
                                    .map(reason -> reason.wireName())
                                    .orElse("")
                                    .equals(StoredItems.text(run, "reason")));
            if (!shown) {
                throw new Violation(Invariant.OUTCOME, cause + ": its history does not show " + run.get("status"));
            }
        });
        undeliverable(entries);
        for (Key key : oracle.instances()) {
            boolean shown = entries.get(StoredItems.person(key)).stream()
                    .anyMatch(entry -> entry.enrollment().isPresent()
                            && key.sk()
                                    .equals(StoredItems.ENROLLMENT
                                            + entry.enrollment().get().trackId() + "#"
                                            + String.format(
                                                    "%05d",
                                                    entry.enrollment().get().instance())));
            if (!shown) {
                throw new Violation(Invariant.OUTCOME, key + " is not in the person's history");
            }
        }
    }

    private static List<ReadHistory.Entry> allPages(ReadHistory history, String person) {
        List<ReadHistory.Entry> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Directory.Page<ReadHistory.Entry> page = history.of(person, 25, cursor);
            all.addAll(page.data());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return all;
    }

    /** The number of messages on all pages of the list of undeliverable messages. */
    private int listed() {
        Undeliverables list = new TableUndeliverables(simulation.memory());
        int listed = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var page = list.undeliverable(Instant.EPOCH, message -> true, 2, cursor);
            listed += page.data().size();
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return listed;
    }

    /** Each permanently refused message is in the history, and no other one is. */
    private void undeliverable(Map<String, List<ReadHistory.Entry>> entries) {
        List<String> shown = entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.event().decision().equals(ReadHistory.UNDELIVERABLE))
                .map(FinalStateChecks::words)
                .sorted()
                .toList();
        List<String> refused = oracle.messageChecks().failed();
        if (!shown.equals(refused)) {
            throw new Violation(Invariant.UNDELIVERABLE, "refused were " + refused + ", the history shows " + shown);
        }
    }

    private static String words(ReadHistory.Entry entry) {
        return entry.event().evidence().get("message") + " of "
                + entry.enrolleeId().orElse("?") + " for "
                + entry.destinationTrackId().orElse("?") + ": "
                + entry.event().evidence().get("error");
    }
}
