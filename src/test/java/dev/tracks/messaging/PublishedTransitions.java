package dev.tracks.messaging;

import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.OpenInvitations;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every transition of Ada as it is published, by the name of its example in {@code docs/events/examples}. */
public final class PublishedTransitions {
    /** Every transition that is published, by the name in its event. */
    public static final Set<String> NAMES = Set.of(
            "enrolled",
            "invited",
            "accepted",
            "declined",
            "expired",
            "withdrawn",
            "skipped",
            "deferred",
            "cancelled",
            "completed");

    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Instant AT = Fixtures.NOW;
    private static final Instant LATER = AT.plus(Duration.ofDays(7));

    private PublishedTransitions() {}

    /** The event's detail by the example's name. */
    static Map<String, ObjectNode> all() {
        Enrollment enrollment = enrollment(Source.step(CAUSE));
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 1);
        Run deferred = run(new Decision.Defer("ada", LATER));
        Map<String, ObjectNode> details = new LinkedHashMap<>();
        details.put("enrolled", started(enrollment));
        details.put("enrolled-by-invitation", started(enrollment(Source.invitation(CAUSE))));
        details.put("enrolled-by-api", started(enrollment(Source.API)));
        details.put("completed", ended(enrollment, EnrollmentStatus.COMPLETED));
        details.put("cancelled", ended(enrollment, EnrollmentStatus.CANCELLED));
        details.put("invited", last(new DueItem.PendingInvitation(invitation)));
        details.put("accepted", then(invitation, InvitationStatus.ACCEPTED, Optional.empty()));
        details.put("declined", then(invitation, InvitationStatus.DECLINED, Optional.empty()));
        details.put("expired", then(invitation, InvitationStatus.EXPIRED, Optional.empty()));
        details.put("withdrawn", then(invitation, InvitationStatus.WITHDRAWN, Optional.empty()));
        details.put(
                "withdrawn-at-the-click",
                then(invitation, InvitationStatus.WITHDRAWN, Optional.of(SkipReason.STEP_DISABLED)));
        details.put("deferred", last(new DueItem.PendingRun(deferred)));
        details.put("deferred-and-cancelled", last(new DueItem.PendingRun(deferred.cancelled(AT, "grace"))));
        details.put("skipped", skipped(SkipReason.PREVIOUSLY_STARTED));
        details.put("skipped-without-a-step", withoutStep());
        return details;
    }

    static ObjectNode skipped(SkipReason reason) {
        return last(new DueItem.PendingRun(run(new Decision.Skip(reason, Map.of("name", "Ada")))));
    }

    static ObjectNode enrolled(StepReached cause) {
        return started(enrollment(Source.step(cause)));
    }

    private static ObjectNode withoutStep() {
        Decision unknown = new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of());
        return last(new DueItem.PendingRun(Run.of(CAUSE, unknown, Optional.empty(), AT, Optional.empty())));
    }

    private static Run run(Decision decision) {
        var step = Fixtures.step("day-1", "s1", "week-1").build();
        return Run.of(CAUSE, decision, Optional.of(step), AT, Optional.empty());
    }

    private static Enrollment enrollment(Source source) {
        Lineage way = Lineage.start("day-1").to("week-1");
        return Enrollment.started("ada", new EnrollmentRef("week-1", 1), AT, source, way);
    }

    private static ObjectNode started(Enrollment enrollment) {
        return last(new DueItem.PendingEnrollment(
                enrollment, DueItem.PendingEnrollment.Unpublished.START, true, 1, Optional.empty()));
    }

    private static ObjectNode ended(Enrollment enrollment, EnrollmentStatus status) {
        return last(new DueItem.PendingEnrollment(
                enrollment.with(status, Map.of("done", 3), LATER),
                DueItem.PendingEnrollment.Unpublished.END,
                false,
                4,
                Optional.empty()));
    }

    private static ObjectNode then(Invitation invitation, InvitationStatus status, Optional<SkipReason> reason) {
        TrailEntry entry = new TrailEntry(LATER, status.wireName(), reason, Map.of("by", "grace"));
        return last(new DueItem.PendingInvitation(invitation.transitionTo(status, entry)));
    }

    /** Publishes the item and returns the detail of the last event for the bus. */
    private static ObjectNode last(DueItem.Pending item) {
        List<ObjectNode> details = new ArrayList<>();
        new OutboxPublisher(
                        mock(Configuration.class),
                        mock(Outbox.class),
                        mock(Queues.class),
                        mock(Schedules.class),
                        transition -> details.add(EventBridgeDomainEvents.detail(transition)),
                        new CloseInvitations(
                                mock(Configuration.class),
                                mock(OpenInvitations.class),
                                new OptimisticRetry(round -> {}),
                                InstantSource.fixed(AT)),
                        InstantSource.fixed(AT))
                .publish(item);
        return details.get(details.size() - 1);
    }
}
