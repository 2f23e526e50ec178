package dev.tracks.histories;

import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.store.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks tracks, steps, people and the graph: no update is lost, no loop is saved, and no cache entry is too old. */
final class ConfigurationChecks {
    /** A record from that time on; empty while it does not exist. */
    record Since(long from, Optional<?> value) {}

    private final Simulation simulation;
    private final TableConfiguration configuration;
    private final Map<Key, List<Since>> timelines = new LinkedHashMap<>();
    /** The last version of each record, even after it was removed. */
    private final Map<Key, Long> versions = new HashMap<>();

    ConfigurationChecks(Simulation simulation, Table memory) {
        this.simulation = simulation;
        this.configuration = new TableConfiguration(memory);
    }

    void changed(Image image, HandlerInvocation invocation, long state) {
        Key key = image.key();
        if (StoredItems.sameBut(
                image.before().orElse(Map.of()), image.after().orElse(Map.of()), StoredItems.FOLLOW_UP)) {
            return;
        }
        Long read = invocation == null ? Long.valueOf(state) : invocation.read.get(key);
        if (read == null || read != state) {
            throw new Violation(Invariant.LOST_UPDATE, key + " was replaced by " + invocation.what.get());
        }
        image.after().map(StoredItems::version).ifPresent(version -> {
            long before = versions.getOrDefault(key, 0L);
            boolean mayLeaveOut = key.pk().startsWith("STEPS#");
            if (version <= before || version > before + 1 && !mayLeaveOut) {
                throw new Violation(Invariant.VERSION, key + " has version " + version + " after " + before);
            }
            versions.put(key, version);
        });
        if (key.pk().equals("TRACKS")) {
            put(key, configuration.track(key.sk()).map(stored -> stored.value()));
        } else if (key.pk().startsWith("STEPS#")) {
            put(key, configuration.step(trackId(key), key.sk()).map(stored -> stored.value()));
        }
    }

    private static String trackId(Key step) {
        return step.pk().substring("STEPS#".length());
    }

    private void put(Key key, Optional<?> value) {
        timelines.computeIfAbsent(key, first -> new ArrayList<>()).add(new Since(simulation.millis(), value));
    }

    List<Since> timeline(Key key) {
        return timelines.getOrDefault(key, List.of());
    }

    /** A process has read that record: the value must have been current within the time that a cache may keep it. */
    void configurationRead(Key key, Optional<?> value, HandlerInvocation invocation) {
        List<Since> timeline = timeline(key);
        Optional<?> current = timeline.isEmpty()
                ? Optional.empty()
                : timeline.get(timeline.size() - 1).value();
        if (value.equals(current)) {
            return;
        }
        invocation.disturbed = true;
        simulation.count(Fault.STALE_CONFIGURATION);
        long oldest = simulation.millis() - SimProcess.CONFIG_CACHE.toMillis();
        for (int i = 0; i < timeline.size() - 1 && value.isPresent(); i++) {
            if (timeline.get(i).value().equals(value) && timeline.get(i + 1).from() >= oldest) {
                return;
            }
        }
        throw new Violation(Invariant.STALENESS, key + " was read as " + value + ", but is " + current);
    }

    /** Causes that enroll the same person, or other reports of a manager, in the same track. */
    List<StepReached> others(StepReached cause) {
        Optional<AddToTrackStep> step = step(new Key("STEPS#" + cause.trackId(), cause.stepId()));
        return steps().stream()
                .filter(other -> step.filter(s -> s.destinationTrackId().equals(other.destinationTrackId()))
                        .isPresent())
                .flatMap(other -> (other.enrollee() == Enrollee.MANAGER
                                ? Population.PEOPLE
                                : List.of(cause.participantId()))
                        .stream().map(person -> new StepReached(other.trackId(), other.id(), person, 1)))
                .filter(other -> simulation.oracle().effectChecks().hasStarted(other))
                .filter(other -> !other.equals(cause))
                .toList();
    }

    /** The current steps. */
    List<AddToTrackStep> steps() {
        return timelines.keySet().stream()
                .map(this::step)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<AddToTrackStep> step(Key key) {
        List<Since> timeline = timeline(key);
        return timeline.isEmpty() || !key.pk().startsWith("STEPS#")
                ? Optional.empty()
                : timeline.get(timeline.size() - 1).value().map(AddToTrackStep.class::cast);
    }

    void checkGraph(List<Image> images) {
        boolean touched = images.stream()
                .anyMatch(image ->
                        image.key().pk().equals("GRAPH") || image.key().pk().startsWith("STEPS#"));
        if (!touched) {
            return;
        }
        Set<TrackGraph.Edge> expected = new HashSet<>();
        timelines.forEach((key, timeline) -> {
            if (timeline.get(timeline.size() - 1).value().orElse(null) instanceof AddToTrackStep step
                    && step.enabled()) {
                expected.add(step.edge());
            }
        });
        Set<TrackGraph.Edge> actual =
                new HashSet<>(configuration.graph().graph().edges());
        if (!actual.equals(expected)) {
            throw new Violation(Invariant.GRAPH, "has " + actual + ", should have " + expected);
        }
        Map<String, Set<String>> next = new HashMap<>();
        expected.forEach(edge ->
                next.computeIfAbsent(edge.trackId(), first -> new HashSet<>()).add(edge.destinationTrackId()));
        next.keySet().forEach(track -> noWayBack(track, track, next, new HashSet<>()));
    }

    private static void noWayBack(String from, String at, Map<String, Set<String>> next, Set<String> seen) {
        for (String track : next.getOrDefault(at, Set.of())) {
            if (track.equals(from)) {
                throw new Violation(Invariant.GRAPH, "a loop through " + from + ": " + next);
            }
            if (seen.add(track)) {
                noWayBack(from, track, next, seen);
            }
        }
    }

    Map<Key, List<Since>> timelines() {
        return timelines;
    }
}
