package dev.tracks.domain.step;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.track.TrackGraph;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A configured step. A participant who reaches it is enrolled in, or invited to, the destination track.
 *
 * @param edge the step's track and id, and its destination: the step as an edge of the track graph
 * @param title what the step is called, 1 to 200 characters; empty if it is called by its id
 * @param policy whether the step enrolls a person again
 * @param trigger when the step is decided, and for whom
 */
public record AddToTrackStep(
        TrackGraph.Edge edge,
        Optional<String> title,
        EnrollmentMethod enrollmentMethod,
        Messages messages,
        ReEnrollmentPolicy policy,
        Enrollee enrollee,
        Trigger trigger,
        boolean enabled) {
    /** The label of the button if the step configures none (contract). */
    public static final String DEFAULT_JOIN_BUTTON = "Join now!";
    /** The confirmation if the step configures none (seed). */
    public static final String DEFAULT_CONFIRMATION = "You've been added to the track! 🎉";

    /**
     * The messages of a step, and how long its invitations can be answered.
     *
     * @param invitation the text of an invitation; required for {@code manual}
     * @param joinButton the label of an invitation's button
     * @param confirmation the text that an enrolled person receives; empty if none is sent
     * @param reminder the text of an invitation's reminder; empty if the invitation's text is repeated
     * @param mailSubject the subject of the step's messages as e-mails; empty if it is the first line of the text
     * @param expiry how long an invitation can be answered; empty for the setting of all steps
     */
    public record Messages(
            Optional<MessageTemplate> invitation,
            MessageTemplate joinButton,
            Optional<MessageTemplate> confirmation,
            Optional<MessageTemplate> reminder,
            Optional<MessageTemplate> mailSubject,
            Optional<InvitationExpiry> expiry) {
        /** Messages with the defaults of all other fields. */
        public Messages(
                Optional<MessageTemplate> invitation,
                MessageTemplate joinButton,
                Optional<MessageTemplate> confirmation) {
            this(invitation, joinButton, confirmation, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private Stream<MessageTemplate> all() {
            return Stream.of(invitation, Optional.of(joinButton), confirmation, reminder, mailSubject)
                    .flatMap(Optional::stream);
        }
    }

    /**
     * Whether a step enrolls a person again who has instances of the destination.
     *
     * @param cooldown the minimum time from the start of the latest instance to a re-enrollment; not allowed with {@code
     *     no}
     */
    public record ReEnrollmentPolicy(ReEnrollment reEnrollment, Optional<TimeSpan> cooldown) {
        /** @throws InvalidFieldException for {@code cooldown} if nobody is enrolled again */
        public ReEnrollmentPolicy {
            if (reEnrollment == ReEnrollment.NO && cooldown.isPresent()) {
                throw new InvalidFieldException("cooldown", "has no meaning when reEnrollment is no");
            }
        }
    }

    /**
     * When a step is decided, and for whom.
     *
     * @param delay how long to wait before the decision, see {@link AddToTrackStep#delayFrom}
     */
    public record Trigger(ReachedBy reachedBy, Optional<Delay> delay, Audience audience) {
        public Trigger {
            Objects.requireNonNull(audience, "audience");
        }
    }

    /** Normalizes the title and accepts any: a stored one can be older than a rule. The API checks what it receives. */
    public AddToTrackStep {
        title = title.map(Text::normalized);
        if (enrollmentMethod == EnrollmentMethod.MANUAL && messages.invitation.isEmpty()) {
            throw new InvalidFieldException("invitationMessage", "is required when enrollmentMethod is manual");
        }
    }

    /** Whether one of its messages contains the name of the participant's manager. */
    public boolean namesManager() {
        return messages.all().anyMatch(message -> message.placeholders().contains(Placeholder.MANAGER));
    }

    public Optional<MessageTemplate> invitationMessage() {
        return messages.invitation;
    }

    public MessageTemplate joinButtonText() {
        return messages.joinButton;
    }

    public Optional<MessageTemplate> confirmationMessage() {
        return messages.confirmation;
    }

    public Optional<MessageTemplate> reminderMessage() {
        return messages.reminder;
    }

    public Optional<MessageTemplate> mailSubject() {
        return messages.mailSubject;
    }

    public Optional<InvitationExpiry> invitationExpiry() {
        return messages.expiry;
    }

    public String id() {
        return edge.stepId();
    }

    public String trackId() {
        return edge.trackId();
    }

    public String destinationTrackId() {
        return edge.destinationTrackId();
    }

    public ReEnrollment reEnrollment() {
        return policy.reEnrollment;
    }

    public Optional<TimeSpan> cooldown() {
        return policy.cooldown;
    }

    public ReachedBy reachedBy() {
        return trigger.reachedBy;
    }

    /**
     * When the delay begins: at the start or the end of the source instance, or when the step was reached. The last one
     * also applies if an event reaches a step by completion before the instance has ended.
     *
     * @param reachedAt the time of the first evaluation
     */
    public Instant delayFrom(Enrollment source, Instant reachedAt) {
        return switch (reachedBy()) {
            case TRACK_START -> source.startedAt();
            case TRACK_COMPLETION -> source.endedAt().orElse(reachedAt);
            case EVENT -> reachedAt;
        };
    }

    public Optional<Delay> delay() {
        return trigger.delay;
    }

    public Audience audience() {
        return trigger.audience;
    }
}
