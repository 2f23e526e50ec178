package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs, enrollments and invitations in every shape that the store must support. */
final class RunFixtures {
    private static final Instant NOW = Fixtures.NOW;

    private RunFixtures() {}

    /** With a value in every field that a skipped run can have. */
    static Run full(StepReached cause) {
        Map<String, Object> evidence = Map.of("path", List.of("day-1", "week-1"), "instance", 2, "late", true);
        return new Run(
                cause,
                new Decision.Skip(SkipReason.PREVIOUSLY_STARTED, evidence),
                Optional.of("week-1"),
                Optional.of("grace"),
                new Run.Times(NOW.minusSeconds(60), Optional.of(NOW.minusMillis(1)), NOW),
                List.of(
                        new TrailEntry(NOW.minusSeconds(60), "deferred", Optional.empty(), Map.of()),
                        new TrailEntry(NOW, "skipped", Optional.of(SkipReason.PREVIOUSLY_STARTED), evidence)),
                1);
    }

    /** A cancelled run without a value in any optional field. */
    static Run bare(StepReached cause) {
        return new Run(
                cause,
                new Decision.Skip(SkipReason.RUN_CANCELLED, Map.of()),
                Optional.empty(),
                Optional.empty(),
                new Run.Times(NOW, Optional.empty(), NOW),
                List.of(),
                1);
    }

    static Run skipped(StepReached cause) {
        return of(cause, new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of()));
    }

    static Run deferred(StepReached cause) {
        return of(cause, new Decision.Defer(cause.participantId(), NOW.plus(Duration.ofDays(7))));
    }

    static Run enrolled(StepReached cause, Enrollment enrollment) {
        return of(cause, new Decision.Enroll(enrollment.participantId(), enrollment.ref()));
    }

    static Run invited(StepReached cause, Invitation invitation) {
        return of(cause, new Decision.Invite(invitation.participantId(), invitation.ref()));
    }

    /** The next version of the run. */
    static Run replaced(Run earlier) {
        Decision decision = new Decision.Skip(SkipReason.STEP_DISABLED, Map.of("again", true));
        return Run.of(earlier.cause(), decision, Optional.empty(), NOW.plusSeconds(1), Optional.of(earlier));
    }

    private static Run of(StepReached cause, Decision decision) {
        return Run.of(cause, decision, Optional.empty(), NOW, Optional.empty());
    }

    /** An ended instance with progress and a long lineage. */
    static Enrollment fullEnrollment() {
        return new Enrollment(
                "ada",
                new EnrollmentRef("month-1", 7),
                EnrollmentStatus.COMPLETED,
                NOW.minusMillis(1),
                Optional.of(new Enrollment.End(NOW.plusMillis(1), false)),
                Map.of("done", List.of("intro", Map.of("score", new BigDecimal("9.5"), "tries", 2)), "note", ""),
                Source.invitation(Fixtures.cause("week-1", "s1", "linus", 3)),
                new Lineage(List.of("day-1", "week-1", "month-1")));
    }

    /** An invitation without a reminder and without a trail. */
    static Invitation bareInvitation(StepReached cause, String trackId, int number) {
        return new Invitation(
                cause.participantId(),
                new InvitationRef(trackId, number),
                InvitationStatus.DECLINED,
                new Invitation.Texts("", ""),
                new Invitation.Times(NOW, NOW.plusMillis(1), Optional.empty()),
                new Invitation.Origin(Source.step(cause), Lineage.start(trackId)),
                List.of(),
                1);
    }
}
