package dev.tracks.usecase.message;

import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Renders the messages of a step. */
@Singleton
public final class StepMessages {
    /** The value of {@code {{manager}}} for a person without a manager (contract). */
    static final String NO_MANAGER = "your manager";

    private final MessageRenderer renderer;

    public StepMessages(MessageRenderer renderer) {
        this.renderer = renderer;
    }

    /** The confirmation, if the step sends one. */
    public Optional<MessageText> confirmation(AddToTrackStep step, Facts facts) {
        return step.confirmationMessage()
                .map(template -> new MessageText(message(template, facts), mailSubject(step, facts)));
    }

    /** The confirmation of an enrollment without a step; its text does not name a source track. */
    public MessageText confirmation(
            MessageTemplate template, Participant person, Optional<Participant> manager, Track destination) {
        Map<Placeholder, String> values = Map.of(
                Placeholder.USER, person.name(),
                Placeholder.MANAGER, manager.map(Participant::name).orElse(NO_MANAGER),
                Placeholder.TRACK, destination.title());
        return new MessageText(renderer.render(template, values, MessageTemplate.MESSAGE_MAX));
    }

    /** The texts of an invitation of a step that has an invitation's message, as every manual step has. */
    public Invitation.Texts invitation(AddToTrackStep step, Facts facts) {
        return new Invitation.Texts(
                message(step.invitationMessage().orElseThrow(), facts),
                renderer.render(step.joinButtonText(), values(facts), MessageTemplate.BUTTON_MAX),
                step.reminderMessage().map(template -> message(template, facts)),
                mailSubject(step, facts));
    }

    private Optional<String> mailSubject(AddToTrackStep step, Facts facts) {
        return step.mailSubject()
                .map(template -> renderer.render(template, values(facts), MessageTemplate.SUBJECT_MAX));
    }

    private String message(MessageTemplate template, Facts facts) {
        return renderer.render(template, values(facts), MessageTemplate.MESSAGE_MAX);
    }

    /** For enrollee {@code manager}, {@code {{user}}} is still the participant who reached the step (contract). */
    private static Map<Placeholder, String> values(Facts facts) {
        return Map.of(
                Placeholder.USER,
                        facts.people().participant().map(Participant::name).orElseThrow(),
                Placeholder.MANAGER,
                        facts.people().manager().map(Participant::name).orElse(NO_MANAGER),
                Placeholder.TRACK, facts.destination().track().map(Track::title).orElseThrow(),
                Placeholder.CURRENT_TRACK,
                        facts.source().track().map(Track::title).orElseThrow());
    }
}
