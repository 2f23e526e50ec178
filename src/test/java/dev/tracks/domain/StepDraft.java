package dev.tracks.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A step in the making; unchanged, it enrolls whoever reaches it in {@code day-1} at once in {@code week-1}. */
public final class StepDraft {
    private String id = "s1";
    private String trackId = "day-1";
    private String destinationTrackId = "week-1";
    private EnrollmentMethod method = EnrollmentMethod.AUTOMATIC;
    private Optional<String> invitation = Optional.empty();
    private String button = AddToTrackStep.DEFAULT_JOIN_BUTTON;
    private Optional<String> confirmation = Optional.of(AddToTrackStep.DEFAULT_CONFIRMATION);
    private ReEnrollment reEnrollment = ReEnrollment.NO;
    private Optional<TimeSpan> cooldown = Optional.empty();
    private Enrollee enrollee = Enrollee.PARTICIPANT;
    private ReachedBy reachedBy = ReachedBy.TRACK_START;
    private Optional<Delay> delay = Optional.empty();
    private Map<String, Set<String>> audience = Map.of();
    private boolean enabled = true;

    public StepDraft id(String text) {
        id = text;
        return this;
    }

    public StepDraft in(String track) {
        trackId = track;
        return this;
    }

    public StepDraft to(String destination) {
        destinationTrackId = destination;
        return this;
    }

    public StepDraft manual(String message) {
        method = EnrollmentMethod.MANUAL;
        return invitation(message);
    }

    public StepDraft invitation(String message) {
        invitation = Optional.ofNullable(message);
        return this;
    }

    public StepDraft button(String text) {
        button = text;
        return this;
    }

    public StepDraft confirmation(String text) {
        confirmation = Optional.ofNullable(text);
        return this;
    }

    public StepDraft reEnrollment(ReEnrollment policy) {
        reEnrollment = policy;
        return this;
    }

    public StepDraft cooldown(int amount, SpanUnit unit) {
        cooldown = Optional.of(new TimeSpan(amount, unit));
        return this;
    }

    public StepDraft ofManager() {
        enrollee = Enrollee.MANAGER;
        return this;
    }

    public StepDraft byEvent() {
        reachedBy = ReachedBy.EVENT;
        return this;
    }

    public StepDraft delay(int amount, SpanUnit unit) {
        return delay(new Delay(new TimeSpan(amount, unit), Optional.empty(), false));
    }

    public StepDraft delay(Delay wait) {
        delay = Optional.of(wait);
        return this;
    }

    public StepDraft audience(Map<String, Set<String>> attributes) {
        audience = attributes;
        return this;
    }

    public StepDraft disabled() {
        enabled = false;
        return this;
    }

    public String destination() {
        return destinationTrackId;
    }

    public AddToTrackStep build() {
        return new AddToTrackStep(
                id,
                trackId,
                destinationTrackId,
                method,
                invitation.map(MessageTemplate::parse),
                MessageTemplate.parse(button),
                confirmation.map(MessageTemplate::parse),
                reEnrollment,
                cooldown,
                enrollee,
                reachedBy,
                delay,
                new Audience(audience),
                enabled);
    }
}
