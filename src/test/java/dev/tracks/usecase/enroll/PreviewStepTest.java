package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.enroll.Ledger.Reading;
import dev.tracks.usecase.enroll.PreviewStep.Preview;
import dev.tracks.usecase.message.FakeRenderers;
import dev.tracks.usecase.message.StepMessages;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewStepTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 2);

    private final Catalog catalog = mock(Catalog.class);
    private final Ledger ledger = mock(Ledger.class);
    private final PreviewStep previewStep =
            new PreviewStep(catalog, ledger, new StepMessages(FakeRenderers.OF_VALUES), () -> NOW);
    private final Step step = Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome {{user}}, {{manager}}");

    @BeforeEach
    void adaHasReachedTheStepOnceBefore() {
        when(catalog.track("day-1")).thenReturn(Optional.of(Fixtures.track("day-1")));
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1")));
        when(ledger.readPerson(any(), any()))
                .thenReturn(
                        new PersonReading(Optional.of(Fixtures.person("grace").build()), Optional.empty()));
        given(Optional.of(Fixtures.person("ada").managedBy("grace")));
    }

    @AfterEach
    void nothingIsWritten() {
        verify(ledger, never()).save(any());
        verify(ledger, never()).enroll(any(), any(), any());
        verify(ledger, never()).invite(any(), any(), any());
    }

    @Test
    void previewsTheDecisionAsIfTheCauseWereNew() {
        Preview preview = preview();

        assertThat(preview.outcome().decision()).isEqualTo(RunStatus.ENROLLED);
        assertThat(preview.outcome().replayed()).isFalse();
        assertThat(preview.outcome().enrollment()).contains(new EnrollmentRef("week-1", 1));
        assertThat(preview)
                .isEqualTo(new Preview(
                        preview.outcome(), Optional.empty(), Optional.of(new MessageText("Welcome Ada, Grace"))));
    }

    @Test
    void aManualStepShowsAllItsMessages() {
        step.manual("{{user}}, try {{track}}")
                .joinButton("Join {{track}}")
                .reminder("Still there, {{user}}?")
                .mailSubject("{{track}}");

        Preview preview = preview();

        assertThat(preview.outcome().decision()).isEqualTo(RunStatus.INVITED);
        assertThat(preview.invitation())
                .contains(new Invitation.Texts(
                        "Ada, try WEEK-1", "Join WEEK-1", Optional.of("Still there, Ada?"), Optional.of("WEEK-1")));
        assertThat(preview.confirmation()).contains(new MessageText("Welcome Ada, Grace", Optional.of("WEEK-1")));
    }

    @Test
    void theMessagesAreShownForASkipToo() {
        step.disabled();

        Preview preview = preview();

        assertThat(preview.outcome().reason()).contains(SkipReason.STEP_DISABLED);
        assertThat(preview.confirmation()).contains(new MessageText("Welcome Ada, Grace"));
    }

    @Test
    void withAMissingParticipantThereAreNoMessages() {
        given(Optional.empty());

        Preview preview = preview();

        assertThat(preview.outcome().reason()).contains(SkipReason.PARTICIPANT_NOT_FOUND);
        assertThat(preview.confirmation()).isEmpty();
    }

    @Test
    void withAMissingTrackThereAreNoMessages() {
        when(catalog.track("week-1")).thenReturn(Optional.empty());
        assertThat(preview().confirmation()).isEmpty();

        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));
        assertThat(preview().confirmation()).isPresent();

        when(catalog.track("day-1")).thenReturn(Optional.empty());
        assertThat(preview().confirmation()).isEmpty();
    }

    private Preview preview() {
        return previewStep.preview(step.build(), "ada", 2, id -> true);
    }

    @Test
    void aManagerWhoseNameTheCallerMayNotReadIsCalledYourManager() {
        Preview preview = previewStep.preview(step.build(), "ada", 2, id -> !id.equals("grace"));

        assertThat(preview.confirmation()).contains(new MessageText("Welcome Ada, your manager"));
        assertThat(preview.outcome()).isEqualTo(preview().outcome());
    }

    private void given(Optional<Person> ada) {
        Run enrolled = Run.of(
                CAUSE, new Enroll("ada", new EnrollmentRef("week-1", 9)), Optional.empty(), NOW, Optional.empty());
        when(ledger.read(CAUSE, Optional.of("week-1")))
                .thenReturn(new Reading(
                        ada.map(Person::build),
                        Optional.of(Fixtures.enrollment("ada", "day-1", 2)),
                        Optional.of(enrolled),
                        Optional.empty()));
    }
}
