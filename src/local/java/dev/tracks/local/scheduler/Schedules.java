package dev.tracks.local.scheduler;

import dev.tracks.local.aws.AwsError;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * The schedules and their groups. A change is on disk when its method returns, and wakes the thread that waits for due
 * schedules.
 */
public final class Schedules implements AutoCloseable {
    static final String DEFAULT_GROUP = "default";
    /** The template's group. */
    public static final String GROUP = "tracks";

    private record Next(Instant due, String key) {}

    private final DiskStore disk;
    private final VirtualClock clock;
    private final MVMap<String, String> schedules;
    private final MVMap<String, String> groups;
    private final TreeSet<Next> next =
            new TreeSet<>(Comparator.comparing(Next::due).thenComparing(Next::key));
    private boolean closed;

    public Schedules(DiskStore disk, VirtualClock clock) {
        this.disk = disk;
        this.clock = clock;
        schedules = disk.map("schedules");
        groups = disk.map("schedule-groups");
        groups.putIfAbsent(DEFAULT_GROUP, clock.instant().toString());
        groups.putIfAbsent(GROUP, clock.instant().toString());
        schedules.values().forEach(json -> plan(Schedule.of(json)));
    }

    private void plan(Schedule schedule) {
        if (schedule.isToFire()) {
            next.add(new Next(schedule.due(), schedule.key()));
        }
    }

    /** A repeated request with the same token succeeds; a different request with the same name is a conflict. */
    synchronized Schedule create(Schedule schedule) {
        groupCreated(schedule.group());
        Optional<Schedule> there = find(schedule.group(), schedule.name());
        if (there.isPresent()) {
            if (!schedule.token().isEmpty()
                    && schedule.token().equals(there.get().token())
                    && schedule.definition().equals(there.get().definition())) {
                return there.get();
            }
            throw new AwsError(409, "ConflictException", "Schedule " + schedule.name() + " already exists.");
        }
        keep(schedule);
        return schedule;
    }

    synchronized Schedule update(Schedule schedule) {
        groupCreated(schedule.group());
        Schedule before = get(schedule.group(), schedule.name());
        Schedule updated = before.updated(schedule);
        next.remove(new Next(before.due(), before.key()));
        keep(updated);
        return updated;
    }

    private void keep(Schedule schedule) {
        schedules.put(schedule.key(), schedule.json());
        plan(schedule);
        disk.commit();
        notifyAll();
    }

    private Optional<Schedule> find(String group, String name) {
        return Optional.ofNullable(schedules.get(Schedule.key(group, name))).map(Schedule::of);
    }

    synchronized Schedule get(String group, String name) {
        return find(group, name).orElseThrow(() -> notFound("Schedule " + name));
    }

    synchronized void delete(String group, String name) {
        Schedule schedule = get(group, name);
        remove(schedule);
        disk.commit();
    }

    private void remove(Schedule schedule) {
        schedules.remove(schedule.key());
        next.remove(new Next(schedule.due(), schedule.key()));
    }

    /** All, ordered by group and name. */
    synchronized List<Schedule> all() {
        return schedules.values().stream().map(Schedule::of).toList();
    }

    /** Returns when a schedule is due or has changed, or after the time-out. */
    synchronized void awaitDue(Duration longest) throws InterruptedException {
        if (!closed && due().isEmpty()) {
            Duration wait = next.isEmpty()
                    ? longest
                    : clock.real(Duration.between(clock.instant(), next.first().due()));
            wait(Math.max(1, Math.min(wait.toMillis(), longest.toMillis())));
        }
    }

    /** The schedules that are due now, the earliest first. */
    synchronized List<Schedule> due() {
        Instant now = clock.instant();
        List<Schedule> due = new ArrayList<>();
        for (Next candidate : next) {
            if (candidate.due().isAfter(now)) {
                break;
            }
            due.add(Schedule.of(schedules.get(candidate.key())));
        }
        return due;
    }

    /**
     * Completes a schedule that has fired; the caller commits, together with its own writes. Does nothing if it was
     * changed meanwhile.
     */
    synchronized void completed(Schedule schedule) {
        if (schedule.json().equals(schedules.get(schedule.key()))) {
            remove(schedule);
            if (!schedule.isDeletedAfterCompletion()) {
                schedules.put(schedule.key(), schedule.done().json());
            }
        }
    }

    synchronized Instant groupCreated(String group) {
        return Optional.ofNullable(groups.get(group))
                .map(Instant::parse)
                .orElseThrow(() -> notFound("Schedule group " + group));
    }

    synchronized void createGroup(String group) {
        if (groups.containsKey(group)) {
            throw new AwsError(409, "ConflictException", "Schedule group " + group + " already exists.");
        }
        groups.put(group, clock.instant().toString());
        disk.commit();
    }

    /** Deletes a group with all its schedules. */
    synchronized void deleteGroup(String group) {
        groupCreated(group);
        Stream<Schedule> members =
                all().stream().filter(schedule -> schedule.group().equals(group));
        members.forEach(this::remove);
        groups.remove(group);
        disk.commit();
    }

    synchronized List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    private static AwsError notFound(String what) {
        return new AwsError(404, "ResourceNotFoundException", what + " does not exist.");
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
