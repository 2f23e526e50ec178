package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.store.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks instances and invitations: each effect belongs to its cause, and nothing else changes them. */
final class EffectChecks {
    private static final Set<String> UPDATED = Stream.concat(
                    StoredItems.FOLLOW_UP.stream(),
                    Stream.of("status", "undone", "endedAt", "progress", "version", "updatedAt", "updatedBy"))
            .collect(Collectors.toSet());

    private final Simulation simulation;
    private final TableDirectory directory;
    /** Items by person and track, then by number. */
    private final Map<String, TreeMap<Integer, Map<String, AttributeValue>>> instances = new HashMap<>();

    private final Map<String, Integer> invited = new HashMap<>();
    private final Set<Key> keys = new LinkedHashSet<>();
    private final Set<Key> invitationKeys = new LinkedHashSet<>();
    private final Map<String, String> enrolledBy = new LinkedHashMap<>();
    private final Map<String, Long> enrolledAt = new HashMap<>();
    private final Map<String, String> invitedBy = new LinkedHashMap<>();

    private final ErasureChecks erased;

    EffectChecks(Simulation simulation, Table memory, ErasureChecks erased) {
        this.simulation = simulation;
        this.erased = erased;
        this.directory = new TableDirectory(memory, Fixtures.PARTICIPANT_READER);
    }

    List<Key> instances() {
        return new ArrayList<>(keys);
    }

    Collection<TreeMap<Integer, Map<String, AttributeValue>>> instancesByTrack() {
        return instances.values();
    }

    List<Invitation> invitations() {
        return invitationKeys.stream()
                .map(StoredItems::person)
                .distinct()
                .flatMap(person -> directory.invitations(person).stream())
                .toList();
    }

    /** Whether the source instance of the cause exists. */
    boolean hasStarted(StepReached cause) {
        return instances
                .getOrDefault(cause.participantId() + ":" + cause.trackId(), new TreeMap<>())
                .containsKey(cause.instance());
    }

    Optional<String> enrolledBy(String cause) {
        return Optional.ofNullable(enrolledBy.get(cause));
    }

    Optional<String> invitedBy(String cause) {
        return Optional.ofNullable(invitedBy.get(cause));
    }

    void changed(Image image, HandlerInvocation invocation, long state) {
        Map<String, AttributeValue> after =
                image.after().orElseThrow(() -> new Violation(Invariant.UNCHANGED, image.key() + " was removed"));
        if (!after.containsKey("status")) {
            throw new Violation(Invariant.UNCHANGED, image.key() + " was created in an unexpected state: " + after);
        }
        boolean enrollment = image.key().sk().startsWith(StoredItems.ENROLLMENT);
        if (image.before().isEmpty()) {
            erased.refuse(image.key(), after, invocation);
        }
        if (image.before().isPresent()) {
            replaced(image, invocation, state);
        } else if (enrollment) {
            started(image.key(), after, invocation);
        } else {
            invited(image.key(), after, invocation);
        }
        if (enrollment) {
            instances.computeIfAbsent(place(after), first -> new TreeMap<>()).put(number(image.key()), after);
        }
    }

    private static String place(Map<String, AttributeValue> item) {
        return StoredItems.text(item, "participantId") + ":" + StoredItems.text(item, "trackId");
    }

    private static int number(Key key) {
        return Integer.parseInt(key.sk().substring(key.sk().lastIndexOf('#') + 1));
    }

    private void replaced(Image image, HandlerInvocation invocation, long state) {
        Key key = image.key();
        Map<String, AttributeValue> before = image.before().orElseThrow();
        Map<String, AttributeValue> after = image.after().orElseThrow();
        boolean same = StoredItems.sameBut(before, after, StoredItems.FOLLOW_UP)
                || erased.isBlanking(key, before, after, StoredItems.FOLLOW_UP);
        if (!same && key.sk().startsWith(StoredItems.ENROLLMENT)) {
            updated(key, before, after, invocation, state);
        } else if (!same) {
            boolean open = StoredItems.text(before, "status").equals("pending");
            if (!open || StoredItems.version(after) != StoredItems.version(before) + 1) {
                throw new Violation(Invariant.UNCHANGED, key + " was " + before + ", became " + after);
            }
        }
        PendingMarkerChecks.check(key, before, after, invocation);
    }

    /** Only a request to change this very instance may do so, after it has read the instance's last state. */
    private void updated(
            Key key,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            HandlerInvocation invocation,
            long state) {
        if (erased.is(StoredItems.person(key))) {
            throw new Violation(Invariant.ERASED, key + " was replaced by " + invocation.what.get());
        }
        boolean isByJob = invocation.process.is(FunctionRole.JOBS);
        if (!isByJob && !invocation.updates.equals(Optional.of(key))
                || !StoredItems.sameBut(before, after, UPDATED)
                || !StoredItems.text(before, "status").equals("active") && !MessageChecks.isResent(before, after)) {
            throw new Violation(Invariant.UNCHANGED, key + " was " + before + ", became " + after);
        }
        if (isByJob && !StoredItems.text(after, "status").equals("active")) {
            endedByJob(key, before, after);
        }
        Long read = isByJob ? Long.valueOf(state) : invocation.read.get(key);
        if (read == null || read != state || StoredItems.version(after) != StoredItems.version(before) + 1) {
            throw new Violation(Invariant.LOST_UPDATE, key + " was replaced by " + invocation.what.get());
        }
    }

    /**
     * A job removes only what was started before it; what followed from an undone instance, and what it resends, can have
     * started later.
     */
    private void endedByJob(Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        boolean isResent = MessageChecks.isResent(before, after);
        boolean isCancelled = StoredItems.text(after, "status").equals("cancelled") && !isResent;
        boolean isRemoved = isCancelled && !after.containsKey("undone");
        Instant startedAt = Instant.parse(StoredItems.text(before, "startedAt"));
        if (!isCancelled && !isResent
                || isRemoved && !simulation.oracle().jobs().mayEnd(startedAt)) {
            throw new Violation(Invariant.UNCHANGED, key + " was " + before + ", a job made it " + after);
        }
    }

    private void started(Key key, Map<String, AttributeValue> item, HandlerInvocation invocation) {
        keys.add(key);
        TreeMap<Integer, Map<String, AttributeValue>> earlier = instances.getOrDefault(place(item), new TreeMap<>());
        if (number(key) != earlier.size() + 1) {
            throw new Violation(Invariant.NUMBERS, key + " after " + earlier.keySet());
        }
        Map<String, AttributeValue> source = StoredItems.source(item);
        String kind = StoredItems.text(source, "kind");
        String cause = cause(key, kind, source, invocation);
        String before = enrolledBy.put(cause, key.toString());
        Long at = enrolledAt.put(cause, simulation.millis());
        boolean expired = kind.equals("api") && at != null && simulation.millis() - at > 86_000_000;
        if (before != null && !expired || kind.equals("step") && invitedBy.containsKey(cause)) {
            throw new Violation(Invariant.ONE_EFFECT, cause + " enrolled " + key + " and " + before);
        }
        if (kind.equals("invitation") && !invitedBy.containsKey(cause)) {
            throw new Violation(Invariant.RUN_AND_EFFECT, key + " was accepted without an invitation of " + cause);
        }
        policy(policy(invocation, kind, source), earlier.values(), key);
        notOfUndone(key, source);
        lineage(key, item, source);
    }

    private static String cause(
            Key key, String kind, Map<String, AttributeValue> source, HandlerInvocation invocation) {
        return switch (kind) {
            case "api" -> invocation.direct.orElseThrow();
            case "job" -> "job " + StoredItems.text(source, "jobId") + " of " + StoredItems.person(key);
            default -> StoredItems.cause(source);
        };
    }

    private ReEnrollment policy(HandlerInvocation invocation, String kind, Map<String, AttributeValue> source) {
        return switch (kind) {
            case "api" -> invocation.policy.orElseThrow();
            case "job" -> simulation.oracle().jobs().policy(StoredItems.text(source, "jobId"));
            default -> invocation.step.orElseThrow().reEnrollment();
        };
    }

    /** Nothing follows from an instance that was undone. */
    private void notOfUndone(Key key, Map<String, AttributeValue> source) {
        if (isOfUndone(source)) {
            throw new Violation(Invariant.UNDONE, key + " follows from an instance that was undone");
        }
    }

    private boolean isOfUndone(Map<String, AttributeValue> source) {
        return source.containsKey("stepId")
                && Optional.ofNullable(instances
                                .getOrDefault(place(source), new TreeMap<>())
                                .get(Integer.parseInt(source.get("instance").n())))
                        .filter(instance -> instance.containsKey("undone"))
                        .isPresent();
    }

    /** At the end, nothing that followed from an undone instance is active or open; the records of erased people stay. */
    void checkUndone(Instant now) {
        instances.values().stream()
                .flatMap(ofTrack -> ofTrack.values().stream())
                .filter(instance -> StoredItems.text(instance, "status").equals("active"))
                .filter(instance -> isOfUndone(StoredItems.source(instance)))
                .filter(instance -> !erased.is(StoredItems.text(instance, "participantId")))
                .forEach(instance -> {
                    throw new Violation(Invariant.UNDONE, "still active: " + instance);
                });
        invitations().stream()
                .filter(invitation -> invitation.isOpen(now))
                .filter(invitation -> isUndone(invitation.source().cause().orElseThrow()))
                .forEach(invitation -> {
                    throw new Violation(Invariant.UNDONE, "still open: " + invitation);
                });
    }

    private boolean isUndone(StepReached cause) {
        return Optional.ofNullable(instances
                        .getOrDefault(cause.participantId() + ":" + cause.trackId(), new TreeMap<>())
                        .get(cause.instance()))
                .filter(instance -> instance.containsKey("undone"))
                .isPresent();
    }

    private static void policy(ReEnrollment policy, Collection<Map<String, AttributeValue>> all, Key key) {
        List<Map<String, AttributeValue>> started =
                all.stream().filter(instance -> !instance.containsKey("undone")).toList();
        boolean active = started.stream()
                .anyMatch(instance -> StoredItems.text(instance, "status").equals("active"));
        boolean completed = started.stream()
                .anyMatch(instance -> StoredItems.text(instance, "status").equals("completed"));
        boolean allowed = switch (policy) {
            case NO -> started.isEmpty();
            case YES -> true;
            case WHEN_NOT_ACTIVE -> !active;
            case WHEN_NOT_COMPLETED -> !active && !completed;
        };
        if (!allowed) {
            throw new Violation(Invariant.POLICY, key + " under " + policy + " after " + all);
        }
    }

    /** Follows the path from source to source, independently of the lineage stored in the items. */
    private void lineage(Key key, Map<String, AttributeValue> item, Map<String, AttributeValue> source) {
        Set<String> way = new HashSet<>(Set.of(StoredItems.text(item, "trackId")));
        Map<String, AttributeValue> at = source;
        while (at.containsKey("stepId")) {
            if (!way.add(StoredItems.text(at, "trackId"))) {
                throw new Violation(
                        Invariant.LINEAGE, key + " has a lineage that repeats " + StoredItems.text(at, "trackId"));
            }
            at = StoredItems.source(instances
                    .get(place(at))
                    .get(Integer.parseInt(at.get("instance").n())));
        }
        if (simulation.plan().disabledGuard() == DisabledGuard.NONE
                && way.size() != StoredItems.list(item, "lineage").size()) {
            throw new Violation(
                    Invariant.LINEAGE, key + " has the lineage " + way + ", but stores " + item.get("lineage"));
        }
    }

    private void invited(Key key, Map<String, AttributeValue> item, HandlerInvocation invocation) {
        invitationKeys.add(key);
        int number = invited.merge(place(item), 1, Integer::sum);
        if (number != number(key)) {
            throw new Violation(Invariant.NUMBERS, key + " has number " + number);
        }
        String cause = StoredItems.cause(StoredItems.source(item));
        boolean again = StoredItems.text(StoredItems.source(item), "kind").equals("invitation");
        String before = invitedBy.put(cause, key.toString());
        boolean follows =
                before != null && !simulation.oracle().invitationChecks().isInvitedOrAccepted(cause);
        if (again != follows || enrolledBy.containsKey(cause)) {
            throw new Violation(Invariant.ONE_EFFECT, cause + " invited " + key + " and " + before);
        }
        notOfUndone(key, StoredItems.source(item));
        policy(
                invocation.step.orElseThrow().reEnrollment(),
                instances.getOrDefault(place(item), new TreeMap<>()).values(),
                key);
    }

    /** A run that enrolls or invites is written together with its effect, and the effect with its run. */
    void checkRuns(List<Image> images) {
        for (Image image : images) {
            Map<String, AttributeValue> item = image.after().orElse(Map.of());
            boolean run = image.key().sk().startsWith(StoredItems.RUN);
            boolean fresh = run
                    && image.before()
                            .map(before -> !before.get("status").equals(item.get("status")))
                            .orElse(true);
            if (fresh && StoredItems.text(item, "status").equals("enrolled")) {
                expect(enrolledBy, item, StoredItems.ENROLLMENT, StoredItems.ref(item, "enrollment", "instance"));
            } else if (fresh && StoredItems.text(item, "status").equals("invited")) {
                expect(invitedBy, item, StoredItems.INVITATION, StoredItems.ref(item, "invitation", "number"));
            }
        }
    }

    private static void expect(
            Map<String, String> effects, Map<String, AttributeValue> run, String prefix, Optional<String> ref) {
        String cause = StoredItems.cause(run);
        String[] parts = ref.orElseThrow().split("#");
        String expected = "USER#" + StoredItems.text(run, "enrolleeId") + "/" + prefix + parts[0] + "#"
                + String.format("%05d", Integer.parseInt(parts[1]));
        if (!expected.equals(effects.get(cause))) {
            throw new Violation(
                    Invariant.RUN_AND_EFFECT, cause + " should have " + expected + ", but has " + effects.get(cause));
        }
    }
}
