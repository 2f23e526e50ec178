package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What a first run reads, writes and returns. {@link FactReaderTest} tests the further reads that a decision needs. */
class RunStepTest extends RunStepFixture {
    @Test
    void anEnrollmentIsOneReadAndOneWriteOfRunInstanceAndConfirmation() {
        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome).isEqualTo(Outcome.of(enrolled(), false));
        verify(ledger).read(CAUSE, Optional.of("week-1"));
        verify(ledger)
                .enroll(
                        enrolled(),
                        Enrollment.started("ada", new EnrollmentRef("week-1", 1), NOW, Source.step(CAUSE), LINEAGE),
                        Optional.of(new MessageText("Welcome Ada, from DAY-1")));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void theSubjectOfTheMailIsRenderedWithTheConfirmation() {
        given(Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome").mailSubject("{{track}} for {{user}}"));

        runStep.run(CAUSE);

        verify(ledger).enroll(any(), any(), eq(Optional.of(new MessageText("Welcome", Optional.of("WEEK-1 for Ada")))));
    }

    @Test
    void anInvitationHasTheReminderSubjectAndExpiryOfItsStep() {
        given(Fixtures.step("day-1", "s1", "week-1")
                .manual("Join us")
                .reminder("{{user}}, {{manager}} asks again")
                .mailSubject("{{track}}")
                .invitationExpiry(30));
        when(ledger.invitations("ada", "week-1")).thenReturn(List.of());

        runStep.run(CAUSE);

        ArgumentCaptor<Invitation> written = ArgumentCaptor.forClass(Invitation.class);
        verify(ledger).invite(any(), written.capture(), any());
        assertThat(written.getValue().texts().reminder()).contains("Ada, your manager asks again");
        assertThat(written.getValue().texts().mailSubject()).contains("WEEK-1");
        assertThat(written.getValue().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void aStepThatSendsNoConfirmationWritesNone() {
        given(Fixtures.step("day-1", "s1", "week-1"));

        runStep.run(CAUSE);

        verify(ledger).enroll(any(), any(), eq(Optional.empty()));
    }

    @Test
    void anInvitationCarriesRenderedTextsAndItsTerms() {
        given(Fixtures.step("day-1", "s1", "week-1")
                .manual("{{user}}, try {{track}}")
                .joinButton("Join {{track}}!"));
        when(ledger.invitations("ada", "week-1")).thenReturn(List.of());

        Outcome outcome = runStep.run(CAUSE);

        ArgumentCaptor<Invitation> written = ArgumentCaptor.forClass(Invitation.class);
        verify(ledger).invite(any(), written.capture(), any());
        assertThat(written.getValue())
                .isEqualTo(new Invitation(
                        "ada",
                        new InvitationRef("week-1", 1),
                        InvitationStatus.PENDING,
                        new Invitation.Texts("Ada, try WEEK-1", "Join WEEK-1!"),
                        new Invitation.Times(
                                NOW, NOW.plus(Duration.ofDays(14)), Optional.of(NOW.plus(Duration.ofDays(7)))),
                        new Invitation.Origin(Source.step(CAUSE), LINEAGE),
                        List.of(TrailEntry.of(NOW, "invited")),
                        1));
        assertThat(outcome.decision()).isEqualTo(RunStatus.INVITED);
        assertThat(outcome.invitation()).contains(new InvitationRef("week-1", 1));
    }

    @Test
    void aSkipIsWrittenAndReturned() {
        when(catalog.track("week-1")).thenReturn(Optional.of(Fixtures.track("week-1", TrackStatus.PAUSED)));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome.decision()).isEqualTo(RunStatus.SKIPPED);
        assertThat(outcome.reason()).contains(SkipReason.DESTINATION_NOT_ACTIVE);
        verify(ledger).read(CAUSE, Optional.of("week-1"));
        verify(ledger).save(kept(RunStatus.SKIPPED));
        verifyNoMoreInteractions(ledger);
    }

    @Test
    void aSkipForAMissingStepIsWrittenToo() {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.empty());
        when(ledger.read(CAUSE, Optional.empty())).thenReturn(reading(Optional.empty()));

        assertThat(runStep.run(CAUSE).reason()).contains(SkipReason.STEP_NOT_FOUND);

        verify(ledger).save(kept(RunStatus.SKIPPED));
    }

    @Test
    void aDeferralIsWrittenAndReturned() {
        given(Fixtures.step("day-1", "s1", "week-1").delay(Fixtures.delay(1, SpanUnit.DAYS)));

        Outcome outcome = runStep.run(CAUSE);

        assertThat(outcome.decision()).isEqualTo(RunStatus.DEFERRED);
        assertThat(outcome.dueAt()).contains(NOW.plus(Duration.ofDays(1)));
        verify(ledger).save(kept(RunStatus.DEFERRED));
    }

    @Test
    void timesAreWrittenInMilliseconds() {
        now = NOW.plusNanos(1_999_999);

        runStep.run(CAUSE);

        ArgumentCaptor<Enrollment> written = ArgumentCaptor.forClass(Enrollment.class);
        verify(ledger).enroll(any(), written.capture(), any());
        assertThat(written.getValue().startedAt()).isEqualTo(NOW.plusMillis(1));
    }

    private static Run kept(RunStatus status) {
        return argThat(run -> run.status() == status && run.version() == 1);
    }
}
