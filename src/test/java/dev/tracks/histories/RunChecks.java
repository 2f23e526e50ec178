package dev.tracks.histories;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks runs: how they may change, and that answers agree with them. */
final class RunChecks {
    private static final Set<String> FINAL = Set.of("enrolled", "invited", "cancelled");
    private static final int TRAIL_MAX = 20;
    /** What differs between two evaluations with the same decision. */
    private static final Set<String> BY_EVALUATION = Stream.concat(
                    PendingMarkerChecks.ALL.stream(), Stream.of("at", "trail", "version", "GSI1SK", "GSI3SK"))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<StepReached, Map<String, AttributeValue>> runs = new LinkedHashMap<>();
    private final Map<StepReached, String> answers = new HashMap<>();

    private final ErasureChecks erased;

    RunChecks(ErasureChecks erased) {
        this.erased = erased;
    }

    List<StepReached> causes() {
        return new ArrayList<>(runs.keySet());
    }

    Map<StepReached, Map<String, AttributeValue>> all() {
        return runs;
    }

    List<StepReached> withStatus(String status) {
        return runs.entrySet().stream()
                .filter(run -> StoredItems.text(run.getValue(), "status").equals(status))
                .map(Map.Entry::getKey)
                .toList();
    }

    void changed(Image image, HandlerInvocation invocation) {
        Map<String, AttributeValue> after =
                image.after().orElseThrow(() -> new Violation(Invariant.RUN_LIFE, image.key() + " was removed"));
        if (!after.containsKey("status")) {
            throw new Violation(Invariant.RUN_LIFE, image.key() + " was created in an unexpected state: " + after);
        }
        isDueIfDeferred(image.key(), after);
        image.before().ifPresent(before -> {
            PendingMarkerChecks.check(image.key(), before, after, invocation);
            if (!erased.isBlanking(image.key(), before, after, PendingMarkerChecks.ALL)) {
                replaced(image.key(), before, after);
            }
        });
        if (image.before().isEmpty() && StoredItems.version(after) != 1) {
            throw new Violation(Invariant.RUN_LIFE, image.key() + " begins with version " + StoredItems.version(after));
        }
        runs.put(cause(after), after);
    }

    /** A deferred run is in the due index, and no other one is that is not pending. */
    private static void isDueIfDeferred(Key key, Map<String, AttributeValue> run) {
        boolean isWaiting = StoredItems.text(run, "status").equals("deferred") || run.containsKey(StoredItems.PENDING);
        if (isWaiting != run.containsKey(StoredItems.DUE_AT)) {
            throw new Violation(Invariant.DUE_INDEX, key + " became " + run);
        }
    }

    static StepReached cause(Map<String, AttributeValue> run) {
        return new StepReached(
                StoredItems.text(run, "trackId"),
                StoredItems.text(run, "stepId"),
                StoredItems.text(run, "participantId"),
                Integer.parseInt(run.get("instance").n()));
    }

    private void replaced(Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        String was = StoredItems.text(before, "status");
        if (FINAL.contains(was) && !StoredItems.sameBut(before, after, PendingMarkerChecks.ALL)) {
            throw new Violation(Invariant.FINAL_RUN, key + " was " + was + ", became " + after);
        }
        if (StoredItems.sameBut(before, after, PendingMarkerChecks.ALL)) {
            return; // Published, or postponed.
        }
        if (repeatsSkip(before, after)) {
            throw new Violation(Invariant.REPEATED_SKIP, key + " was " + before + ", became " + after);
        }
        boolean times = before.get("reachedAt").equals(after.get("reachedAt"))
                && (!before.containsKey("dueAt") || before.get("dueAt").equals(after.get("dueAt")));
        if (!times || StoredItems.version(after) != StoredItems.version(before) + 1) {
            throw new Violation(Invariant.RUN_LIFE, key + ": " + before + " became " + after);
        }
        List<AttributeValue> old = trail(key, before);
        List<AttributeValue> now = trail(key, after);
        List<AttributeValue> kept = old.subList(Math.max(0, old.size() + 1 - TRAIL_MAX), old.size());
        if (now.size() != kept.size() + 1 || !now.subList(0, kept.size()).equals(kept)) {
            throw new Violation(Invariant.RUN_LIFE, key + " lost a part of its trail: " + old + " became " + now);
        }
    }

    private static boolean repeatsSkip(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        boolean isSkip = StoredItems.text(after, "status").equals("skipped");
        Instant next = Instant.parse(StoredItems.text(before, "at")).plusSeconds(60);
        return isSkip
                && StoredItems.sameBut(before, after, BY_EVALUATION)
                && Instant.parse(StoredItems.text(after, "at")).isBefore(next);
    }

    /** Evidence of an erased person may be removed, or still be present, until the erasure is repeated. */
    private List<AttributeValue> trail(Key key, Map<String, AttributeValue> run) {
        List<AttributeValue> trail = StoredItems.list(run, "trail");
        return erased.is(StoredItems.person(key)) ? ErasureChecks.trail(trail) : trail;
    }

    /** A caller received that outcome. */
    void answered(StepReached cause, Outcome outcome) {
        Map<String, AttributeValue> run = runs.get(cause);
        if (run == null) {
            throw new Violation(Invariant.OUTCOME, cause + " was answered, but has no run: " + outcome);
        }
        if (outcome.decision() == RunStatus.ENROLLED || outcome.decision() == RunStatus.INVITED) {
            String effect = outcome.enrolleeId() + " " + outcome.enrollment() + " " + outcome.invitation();
            String before = answers.putIfAbsent(cause, effect);
            if (before != null && !before.equals(effect)) {
                throw new Violation(Invariant.ANSWER, cause + ": " + effect + " after " + before);
            }
            if (!StoredItems.text(run, "status").equals(outcome.decision().wireName())) {
                throw new Violation(Invariant.ANSWER, cause + ": " + outcome + ", but the run is " + run);
            }
        }
    }
}
