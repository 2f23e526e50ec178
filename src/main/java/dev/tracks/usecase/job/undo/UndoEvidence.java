package dev.tracks.usecase.job.undo;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the records that are undone, and those that are left as they are. */
final class UndoEvidence {
    private static final String UNTOUCHED = "untouched";

    private final List<Map<String, Object>> enrollments = new ArrayList<>();
    private final List<Map<String, Object>> invitations = new ArrayList<>();
    private final List<Map<String, Object>> runs = new ArrayList<>();
    private final List<Map<String, Object>> untouched = new ArrayList<>();
    private boolean completed;

    void enrollment(Enrollment undone) {
        enrollments.add(named(undone));
    }

    void invitation(Invitation withdrawn) {
        Map<String, Object> named = named(withdrawn.participantId(), withdrawn.trackId());
        named.put("number", withdrawn.number());
        invitations.add(named);
    }

    void run(Run cancelled) {
        Map<String, Object> named =
                named(cancelled.cause().participantId(), cancelled.cause().trackId());
        named.put("instance", cancelled.cause().instance());
        named.put("stepId", cancelled.cause().stepId());
        runs.add(named);
    }

    void untouched(Enrollment left) {
        Map<String, Object> named = named(left);
        named.put("status", left.status().wireName());
        untouched.add(named);
        completed |= left.status() == EnrollmentStatus.COMPLETED;
    }

    boolean hasCompleted() {
        return completed;
    }

    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("enrollments", List.copyOf(enrollments));
        all.put("invitations", List.copyOf(invitations));
        all.put("runs", List.copyOf(runs));
        all.put(UNTOUCHED, List.copyOf(untouched));
        return all;
    }

    Map<String, Object> untouchedOnly() {
        return untouched.isEmpty() ? Map.of() : Map.of(UNTOUCHED, List.copyOf(untouched));
    }

    private static Map<String, Object> named(Enrollment enrollment) {
        Map<String, Object> named = named(enrollment.participantId(), enrollment.trackId());
        named.put("instance", enrollment.instance());
        return named;
    }

    private static Map<String, Object> named(String participantId, String trackId) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("participantId", participantId);
        named.put("trackId", trackId);
        return named;
    }
}
