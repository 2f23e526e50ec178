package dev.tracks;

import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.InvitationExpiry;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.item.person.ParticipantReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records for tests, with simple valid values unless a test sets others. */
public final class Fixtures {
    /** A Monday morning. */
    public static final Instant NOW = Instant.parse("2025-03-03T09:00:00Z");

    /** Reads participants, with UTC for unknown time zones. */
    public static final ParticipantReader PARTICIPANT_READER = new ParticipantReader(ZoneId.of("UTC"));

    private Fixtures() {}

    /** An active track whose title is its id in capitals. */
    public static Track track(String id) {
        return track(id, TrackStatus.ACTIVE);
    }

    public static Track track(String id, TrackStatus status) {
        return new Track(id, id.toUpperCase(Locale.ROOT), "", status, List.of());
    }

    /** An enabled, automatic step with all defaults of the contract, but no confirmation. */
    public static Step step(String trackId, String stepId, String destinationTrackId) {
        return new Step(trackId, stepId, destinationTrackId);
    }

    /** An active participant in UTC whose name is the id with a capital. */
    public static Person person(String id) {
        return new Person(id);
    }

    public static StepReached cause(String trackId, String stepId, String participantId, int instance) {
        return new StepReached(trackId, stepId, participantId, instance);
    }

    /** An active instance, started at {@link #NOW} through the API. */
    public static Enrollment enrollment(String participantId, String trackId, int instance) {
        return Enrollment.started(
                participantId, new EnrollmentRef(trackId, instance), NOW, Source.API, Lineage.start(trackId));
    }

    /** A pending invitation, written at {@link #NOW} for 14 days. */
    public static Invitation invitation(StepReached cause, String trackId, int number) {
        Invitation.Texts texts = new Invitation.Texts("Come along!", AddToTrackStep.DEFAULT_JOIN_BUTTON);
        return invitation(cause, trackId, number, texts);
    }

    /** A pending invitation with these texts, written at {@link #NOW} for 14 days. */
    public static Invitation invitation(StepReached cause, String trackId, int number, Invitation.Texts texts) {
        return new Invitation(
                cause.participantId(),
                new InvitationRef(trackId, number),
                InvitationStatus.PENDING,
                texts,
                new Invitation.Times(NOW, NOW.plus(Duration.ofDays(14)), Optional.of(NOW.plus(Duration.ofDays(7)))),
                new Invitation.Origin(Source.step(cause), new Lineage(List.of(cause.trackId(), trackId))),
                List.of(new TrailEntry(NOW, "invited", Optional.empty(), Map.of())),
                1);
    }

    public static Delay delay(int amount, SpanUnit unit) {
        return new Delay(new TimeSpan(amount, unit), Optional.empty(), false);
    }

    /** Builds an Add User to Track step. */
    public static final class Step {
        private final String trackId;
        private final String id;
        private String destination;
        private Optional<String> title = Optional.empty();
        private EnrollmentMethod method = EnrollmentMethod.AUTOMATIC;
        private Optional<MessageTemplate> invitation = Optional.empty();
        private MessageTemplate joinButton = MessageTemplate.parse(AddToTrackStep.DEFAULT_JOIN_BUTTON);
        private Optional<MessageTemplate> confirmation = Optional.empty();
        private Optional<MessageTemplate> reminder = Optional.empty();
        private Optional<MessageTemplate> mailSubject = Optional.empty();
        private Optional<InvitationExpiry> expiry = Optional.empty();
        private ReEnrollment reEnrollment = ReEnrollment.NO;
        private Optional<TimeSpan> cooldown = Optional.empty();
        private Enrollee enrollee = Enrollee.PARTICIPANT;
        private ReachedBy reachedBy = ReachedBy.TRACK_START;
        private Optional<Delay> delay = Optional.empty();
        private Audience audience = Audience.EVERYONE;
        private boolean enabled = true;

        private Step(String trackId, String id, String destination) {
            this.trackId = trackId;
            this.id = id;
            this.destination = destination;
        }

        public Step to(String destinationTrackId) {
            destination = destinationTrackId;
            return this;
        }

        public Step titled(String text) {
            title = Optional.of(text);
            return this;
        }

        /** Manual, with the given invitation. */
        public Step manual(String invitationMessage) {
            method = EnrollmentMethod.MANUAL;
            invitation = Optional.of(MessageTemplate.parse(invitationMessage));
            return this;
        }

        /** Automatic; it keeps its invitation. */
        public Step automatic() {
            method = EnrollmentMethod.AUTOMATIC;
            return this;
        }

        public Step joinButton(String text) {
            joinButton = MessageTemplate.parse(text);
            return this;
        }

        public Step confirmation(String text) {
            confirmation = Optional.of(MessageTemplate.parse(text));
            return this;
        }

        public Step reminder(String text) {
            reminder = Optional.of(MessageTemplate.parse(text));
            return this;
        }

        public Step mailSubject(String text) {
            mailSubject = Optional.of(MessageTemplate.parse(text));
            return this;
        }

        public Step invitationExpiry(int days) {
            expiry = Optional.of(new InvitationExpiry(days));
            return this;
        }

        public Step reEnrollment(ReEnrollment policy) {
            reEnrollment = policy;
            return this;
        }

        public Step cooldown(int amount, SpanUnit unit) {
            cooldown = Optional.of(new TimeSpan(amount, unit));
            return this;
        }

        /** Enrolls the participant's manager. */
        public Step forManager() {
            enrollee = Enrollee.MANAGER;
            return this;
        }

        public Step reachedBy(ReachedBy way) {
            reachedBy = way;
            return this;
        }

        public Step delay(Delay wait) {
            delay = Optional.of(wait);
            return this;
        }

        public Step audience(Audience whom) {
            audience = whom;
            return this;
        }

        public Step disabled() {
            enabled = false;
            return this;
        }

        public AddToTrackStep build() {
            return new AddToTrackStep(
                    new TrackGraph.Edge(trackId, id, destination),
                    title,
                    method,
                    new AddToTrackStep.Messages(invitation, joinButton, confirmation, reminder, mailSubject, expiry),
                    new AddToTrackStep.ReEnrollmentPolicy(reEnrollment, cooldown),
                    enrollee,
                    new AddToTrackStep.Trigger(reachedBy, delay, audience),
                    enabled);
        }
    }

    /** Builds a participant. */
    public static final class Person {
        private final String id;
        private String name;
        private Optional<String> email = Optional.empty();
        private Optional<String> slackUserId = Optional.empty();
        private Optional<String> subject = Optional.empty();
        private Optional<String> userName = Optional.empty();
        private Optional<String> externalId = Optional.empty();
        private Optional<String> managerId = Optional.empty();
        private ParticipantZone zone = ParticipantZone.of(ZoneOffset.UTC);
        private Map<String, String> attributes = Map.of();
        private boolean active = true;

        private Person(String id) {
            this.id = id;
            this.name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
        }

        public Person named(String text) {
            name = text;
            return this;
        }

        public Person email(String address) {
            email = Optional.of(address);
            return this;
        }

        public Person slackUserId(String user) {
            slackUserId = Optional.of(user);
            return this;
        }

        public Person subject(String sub) {
            subject = Optional.of(sub);
            return this;
        }

        public Person userName(String name) {
            userName = Optional.of(name);
            return this;
        }

        public Person externalId(String other) {
            externalId = Optional.of(other);
            return this;
        }

        public Person managedBy(String manager) {
            managerId = Optional.of(manager);
            return this;
        }

        public Person zone(String zoneId) {
            zone = ParticipantZone.of(zoneId, ZoneOffset.UTC);
            return this;
        }

        public Person attributes(Map<String, String> values) {
            attributes = values;
            return this;
        }

        public Person deactivated() {
            active = false;
            return this;
        }

        public Participant build() {
            return new Participant(
                    id,
                    name,
                    new Aliases(email, slackUserId, Optional.empty(), subject, userName, externalId),
                    managerId,
                    zone,
                    attributes,
                    active);
        }
    }
}
