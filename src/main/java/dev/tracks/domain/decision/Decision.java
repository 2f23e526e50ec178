package dev.tracks.domain.decision;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import java.time.Instant;
import java.util.Map;

/** What {@link Rules} decided; nothing has happened yet. */
public sealed interface Decision {
    /** Write this instance. */
    record Enroll(String enrolleeId, EnrollmentRef enrollment, Lineage lineage) implements Decision {}

    /** Write this invitation. */
    record Invite(String enrolleeId, InvitationRef invitation, Lineage lineage) implements Decision {}

    /** Decide again at that time. */
    record Defer(String enrolleeId, Instant dueAt) implements Decision {}

    /**
     * Do nothing, and say why.
     *
     * @param evidence what decided it: texts, numbers, booleans and lists of texts by name
     */
    record Skip(SkipReason reason, Map<String, Object> evidence) implements Decision {}
}
