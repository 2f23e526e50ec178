package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.decision.Facts.OnDemand;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Builds the facts of an evaluation. By default Ada, whose manager is Grace, has just started {@code day-1} and is
 * enrolled in {@code week-1}. A missing part hides its other properties, so all changes can be combined.
 */
public final class FactsBuilder {
    public static final StepReached CAUSE = new StepReached("day-1", "s1", "ada", 1);

    private final Step step = Fixtures.step("day-1", "s1", "week-1");
    private final Person ada = Fixtures.person("ada");
    private final Person grace = Fixtures.person("grace");
    private final List<Enrollment> instances = new ArrayList<>();
    private final List<Invitation> invitations = new ArrayList<>();
    private final List<Object> missing = new ArrayList<>();
    private Instant now = NOW;
    private TrackStatus source = TrackStatus.ACTIVE;
    private TrackStatus destination = TrackStatus.ACTIVE;
    private EnrollmentStatus sourceInstance = EnrollmentStatus.ACTIVE;
    private boolean full;
    private boolean looped;
    private Optional<Lineage> lineage = Optional.empty();
    private boolean managed = true;
    private Optional<Run> run = Optional.empty();
    private Set<OnDemand> unread = Set.of();

    /** A part of the facts that can be missing. */
    public enum Part {
        STEP,
        SOURCE,
        PARTICIPANT,
        SOURCE_INSTANCE,
        MANAGER,
        DESTINATION
    }

    public FactsBuilder without(Part part) {
        missing.add(part);
        return this;
    }

    public FactsBuilder step(UnaryOperator<Step> change) {
        change.apply(step);
        return this;
    }

    public FactsBuilder ada(UnaryOperator<Person> change) {
        change.apply(ada);
        return this;
    }

    public FactsBuilder grace(UnaryOperator<Person> change) {
        change.apply(grace);
        return this;
    }

    public FactsBuilder now(Instant at) {
        now = at;
        return this;
    }

    public FactsBuilder source(TrackStatus status) {
        source = status;
        return this;
    }

    public FactsBuilder sourceInstance(EnrollmentStatus status) {
        sourceInstance = status;
        return this;
    }

    /** The lineage of the source instance has the maximum number of tracks. */
    public FactsBuilder wayIsFull() {
        full = true;
        return this;
    }

    /** The lineage of the source instance contains {@code week-1}. */
    public FactsBuilder wayCameThroughDestination() {
        looped = true;
        return this;
    }

    /** The complete lineage of the source instance. */
    public FactsBuilder lineage(Lineage complete) {
        lineage = Optional.of(complete);
        return this;
    }

    public FactsBuilder unmanaged() {
        managed = false;
        return this;
    }

    public FactsBuilder destination(TrackStatus status) {
        destination = status;
        return this;
    }

    /** Adds an instance of the destination that started that long ago. */
    public FactsBuilder instance(EnrollmentStatus status, Duration ago) {
        instances.add(instanceOf("week-1", instances.size() + 1, status, NOW.minus(ago), Lineage.start("week-1")));
        return this;
    }

    /** Adds an instance of the destination that started that long ago, and was undone since. */
    public FactsBuilder undone(Duration ago) {
        instances.add(instanceOf(
                        "week-1",
                        instances.size() + 1,
                        EnrollmentStatus.ACTIVE,
                        NOW.minus(ago),
                        Lineage.start("week-1"))
                .undo(NOW));
        return this;
    }

    /** Adds an invitation to the destination that expires after that time. */
    public FactsBuilder invitation(InvitationStatus status, Duration expiresIn) {
        invitations.add(new Invitation(
                "ada",
                new InvitationRef("week-1", invitations.size() + 1),
                status,
                new Invitation.Texts("Come along", "Join now!"),
                new Invitation.Times(NOW.minus(Duration.ofDays(14)), NOW.plus(expiresIn), Optional.empty()),
                new Invitation.Origin(
                        Source.invitation(CAUSE), Lineage.start("day-1").to("week-1")),
                List.of(),
                1));
        return this;
    }

    public FactsBuilder run(Run written) {
        run = Optional.of(written);
        return this;
    }

    public FactsBuilder unread(OnDemand... facts) {
        unread = Set.of(facts);
        return this;
    }

    public Facts facts() {
        return new Facts(
                now,
                found(Part.STEP, step.build()),
                new Facts.Source(
                        found(Part.SOURCE, Fixtures.track("day-1", source)),
                        found(Part.SOURCE_INSTANCE, instanceOf("day-1", 1, sourceInstance, NOW, lineage()))),
                new Facts.People(
                        found(Part.PARTICIPANT, (managed ? ada.managedBy("grace") : ada).build()),
                        managed ? found(Part.MANAGER, grace.build()) : Optional.empty()),
                new Facts.Destination(
                        found(Part.DESTINATION, Fixtures.track(step.build().destinationTrackId(), destination)),
                        instances,
                        invitations),
                run,
                unread);
    }

    public Decision decide() {
        return Rules.decide(facts());
    }

    public static Enrollment instanceOf(
            String trackId, int instance, EnrollmentStatus status, Instant startedAt, Lineage lineage) {
        Optional<Enrollment.End> end = status == EnrollmentStatus.ACTIVE
                ? Optional.empty()
                : Optional.of(new Enrollment.End(startedAt, false));
        return new Enrollment(
                "ada", new EnrollmentRef(trackId, instance), status, startedAt, end, Map.of(), Source.API, lineage);
    }

    private Lineage lineage() {
        if (lineage.isPresent()) {
            return lineage.get();
        }
        List<String> trackIds = new ArrayList<>();
        if (looped) {
            trackIds.add("week-1");
        }
        if (full) {
            IntStream.range(trackIds.size() + 1, Lineage.MAX_DEPTH).forEach(i -> trackIds.add("t" + i));
        }
        trackIds.add("day-1");
        return new Lineage(trackIds);
    }

    private <T> Optional<T> found(Part part, T it) {
        return missing.contains(part) ? Optional.empty() : Optional.of(it);
    }
}
