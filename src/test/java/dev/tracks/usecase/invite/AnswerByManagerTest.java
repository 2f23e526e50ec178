package dev.tracks.usecase.invite;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.message.JoinToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Linus reached the step. Grace, who was his manager at that time, was invited and answers. */
class AnswerByManagerTest extends AnswerFixture {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "linus", 1);
    private static final Invitation OPEN = ofGrace(Fixtures.invitation(CAUSE, "managing", 1));
    private static final JoinToken TOKEN = JoinToken.of(OPEN);

    private final Step step = Fixtures.step("day-1", "s1", "managing")
            .forManager()
            .manual("Come along")
            .confirmation("{{manager}}, see {{user}}");
    private Optional<Person> grace = Optional.of(Fixtures.person("grace").zone("Europe/Berlin"));

    @Test
    void theManagerIsEnrolledAndTheMessageNamesTheReport() {
        assertThat(join().result()).isEqualTo(Result.JOINED);

        Enrollment joined = Enrollment.started(
                "grace", new EnrollmentRef("managing", 1), NOW, Source.invitation(CAUSE), OPEN.lineage());
        verify(invitations).accept(any(), eq(joined), eq(Optional.of(new MessageText("Grace, see Linus"))));
        verify(invitations, never()).participant(any());
    }

    @Test
    void theInvitationOfADeactivatedInviteeStaysOpen() {
        grace = grace.map(Person::deactivated);

        Answered answered = join();

        assertThat(answered.result()).isEqualTo(Result.NOT_NOW);
        assertThat(answered.reason()).contains(SkipReason.NO_MANAGER);
        assertThat(answered.invitation().orElseThrow().trail().get(1).evidence())
                .isEqualTo(Map.of("managerId", "grace"));
    }

    @Test
    void aMissingInviteeCannotJoin() {
        grace = Optional.empty();

        assertThat(join().reason()).contains(SkipReason.NO_MANAGER);
        verify(invitations, never()).accept(any(), any(), any());
    }

    @Test
    void theCooldownIsCalculatedInTheManagersTimeZone() {
        step.reEnrollment(ReEnrollment.YES).cooldown(1, SpanUnit.DAYS);
        Instant dayBeforeTheClocksGoBack = Instant.parse("2025-10-25T10:00:00Z");
        Enrollment earlier = Enrollment.started(
                "grace", new EnrollmentRef("managing", 1), dayBeforeTheClocksGoBack, Source.API, OPEN.lineage());
        when(invitations.instances("grace", "managing")).thenReturn(List.of(earlier));

        now = Instant.parse("2025-10-26T10:59:59Z");
        assertThat(join().reason()).contains(SkipReason.COOLDOWN);
        now = Instant.parse("2025-10-26T11:00:00Z");
        assertThat(join().result()).isEqualTo(Result.JOINED);
    }

    private Answered join() {
        when(catalog.step("day-1", "s1")).thenReturn(Optional.of(step.build()));
        when(invitations.read(TOKEN))
                .thenReturn(new Invitations.Reading(
                        Optional.of(OPEN),
                        grace.map(Person::build),
                        Optional.of(Fixtures.person("linus").managedBy("grace").build()),
                        Optional.of(Fixtures.enrollment("linus", "day-1", 1)),
                        Optional.empty()));
        return answerInvitation.answer(TOKEN, Reply.JOIN);
    }

    private static Invitation ofGrace(Invitation linuss) {
        return new Invitation(
                "grace",
                linuss.ref(),
                InvitationStatus.PENDING,
                linuss.texts(),
                new Invitation.Times(linuss.createdAt(), Instant.parse("2026-01-01T00:00:00Z"), linuss.remindAt()),
                linuss.origin(),
                linuss.trail(),
                linuss.version());
    }
}
