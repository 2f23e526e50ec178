package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision.EnrollOrSkip;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.ReEnrollmentRules;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.message.StepMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Decides whether a person is enrolled in a track without a step. It writes nothing. */
@Singleton
public final class DecideDirectly {
    /** The decision, with what was read for it. */
    public record Decided(
            EnrollOrSkip decision, Optional<Participant> participant, Optional<Track> track, Instant at) {}

    private final Catalog catalog;
    private final Ledger ledger;
    private final StepMessages messages;
    private final InstantSource clock;

    public DecideDirectly(Catalog catalog, Ledger ledger, StepMessages messages, InstantSource clock) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.messages = messages;
        this.clock = clock;
    }

    public Decided decide(DirectEnrollment request) {
        Instant now = Timestamps.now(clock);
        PersonReading person = ledger.readPerson(request.participantId(), Optional.of(request.trackId()));
        List<Enrollment> instances = ReEnrollmentRules.firstDecides(request.reEnrollment(), person.firstInstance())
                ? person.firstInstance().stream().toList()
                : ledger.instances(request.participantId(), request.trackId());
        Optional<Track> track = catalog.track(request.trackId());
        Facts.Destination destination = new Facts.Destination(track, instances, List.of());
        return new Decided(
                Rules.decideDirect(request, person.participant(), destination), person.participant(), track, now);
    }

    /** Renders a confirmation for the person of a decision to enroll. */
    public MessageText message(MessageTemplate template, Decided decided) {
        Participant person = decided.participant().orElseThrow();
        Optional<Participant> manager = person.managerId()
                .filter(id -> template.placeholders().contains(Placeholder.MANAGER))
                .flatMap(id -> ledger.readPerson(id, Optional.empty()).participant());
        return messages.confirmation(template, person, manager, decided.track().orElseThrow());
    }
}
