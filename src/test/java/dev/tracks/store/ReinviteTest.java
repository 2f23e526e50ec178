package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.view.ReadHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReinviteTest {
    private static final StepReached CAUSE = Fixtures.cause("week-1", "s1", "ada", 1);

    private final Ports ports = new Ports(new MemoryTable());
    private final OptimisticRetry retry = new OptimisticRetry(round -> {});
    private final CachedCatalog catalog = new CachedCatalog(ports.configuration, Duration.ZERO, ports.clock);

    @BeforeEach
    void adaWasInvited() {
        ports.with(Fixtures.track("week-1"))
                .with(Fixtures.track("leadership"))
                .with(step(ReEnrollment.NO, "Join {{track}}!"))
                .with(Fixtures.person("ada").build())
                .with(Fixtures.enrollment("ada", "week-1", 1));
        ports.runStep().run(CAUSE);
    }

    @Test
    void aDeclinedInvitationIsFollowedByANewOne() {
        answer(1, Reply.DECLINE);
        ports.clock.advance(Duration.ofDays(20));
        ports.with(step(ReEnrollment.NO, "Please join {{track}}!"));

        Invitation second = reinvite(1);

        assertThat(second).isEqualTo(invitation(2));
        assertThat(second.status()).isEqualTo(InvitationStatus.PENDING);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.message()).isEqualTo("Please join LEADERSHIP!");
        assertThat(second.createdAt()).isEqualTo(ports.clock.instant());
        assertThat(second.expiresAt()).isEqualTo(ports.clock.instant().plus(Duration.ofDays(14)));
        assertThat(second.source()).isEqualTo(Source.invitation(CAUSE));
        assertThat(second.lineage()).isEqualTo(invitation(1).lineage());
        assertThat(invitation(1).status()).isEqualTo(InvitationStatus.DECLINED);
    }

    @Test
    void aWithdrawnInvitationIsFollowedByANewOne() {
        withdraw(1);

        assertThat(reinvite(1).number()).isEqualTo(2);
    }

    @Test
    void anInvitationPastItsExpiryIsRecordedAsExpiredInTheSameTransaction() {
        ports.clock.advance(Duration.ofDays(15));

        assertThat(reinvite(1).number()).isEqualTo(2);
        assertThat(invitation(1).status()).isEqualTo(InvitationStatus.EXPIRED);
    }

    @Test
    void theNewInvitationIsAcceptedAsAnyOther() {
        withdraw(1);
        reinvite(1);

        assertThat(answer(2, Reply.JOIN)).isEqualTo(Result.JOINED);
        Enrollment joined = ports.invitations.instances("ada", "leadership").get(0);
        assertThat(joined.source()).isEqualTo(Source.invitation(CAUSE));
        assertThat(joined.lineage().trackIds()).containsExactly("week-1", "leadership");
    }

    @Test
    void anOpenInvitationIsNotFollowed() {
        assertThatThrownBy(() -> reinvite(1))
                .isInstanceOf(Reinvite.NotClosedException.class)
                .hasMessage("invitation 1 is pending");
    }

    @Test
    void afterAnAcceptedInvitationNoOtherOfItsCauseFollows() {
        ports.with(step(ReEnrollment.YES, "Join!"));
        withdraw(1);
        reinvite(1);
        answer(2, Reply.JOIN);

        for (int number : List.of(1, 2)) {
            assertThatThrownBy(() -> reinvite(number))
                    .isInstanceOf(Reinvite.NotClosedException.class)
                    .hasMessage("invitation 2 is accepted");
        }
    }

    @Test
    void onlyOneInvitationIsOpen() {
        withdraw(1);
        reinvite(1);

        assertThatThrownBy(() -> reinvite(1)).isInstanceOfSatisfying(Reinvite.RefusedException.class, refused -> {
            assertThat(refused.skip().reason()).isEqualTo(SkipReason.INVITATION_PENDING);
            assertThat(refused.skip().evidence()).containsEntry("number", 2);
        });
    }

    @Test
    void aPersonWhoStartedTheTrackAnotherWayIsNotInvitedAgain() {
        withdraw(1);
        ports.with(Fixtures.enrollment("ada", "leadership", 1));

        refused(SkipReason.PREVIOUSLY_STARTED);
    }

    @Test
    void aPersonWhoseStartWasUndoneIsInvitedAgain() {
        withdraw(1);
        Enrollment started = Fixtures.enrollment("ada", "leadership", 1);
        ports.with(started).undone(started);

        assertThat(reinvite(1).number()).isEqualTo(2);
    }

    @Test
    void theStepDecidesWithItsCurrentConfiguration() {
        withdraw(1);
        ports.with(unsaved(ReEnrollment.NO, "Join!")
                .audience(new Audience(Map.of("role", Set.of("manager"))))
                .build());
        refused(SkipReason.NOT_IN_AUDIENCE);

        ports.with(step(ReEnrollment.NO, "Join!"));
        ports.with(Fixtures.track("leadership", TrackStatus.PAUSED));
        refused(SkipReason.DESTINATION_NOT_ACTIVE);

        ports.with(Fixtures.track("leadership"));
        assertThat(reinvite(1).number()).isEqualTo(2);
    }

    @Test
    void aStepThatNoLongerInvitesToTheTrackLeavesTheEarlierText() {
        withdraw(1);
        ports.with(Fixtures.track("month-1"));
        ports.with(Fixtures.step("week-1", "s1", "month-1").build());

        assertThat(reinvite(1).message()).isEqualTo("Join LEADERSHIP!");
    }

    @Test
    void aManagerIsInvitedAgainAboutTheirReport() {
        ports.with(Fixtures.person("grace").build());
        ports.with(Fixtures.person("linus").managedBy("grace").build());
        ports.with(Fixtures.enrollment("linus", "week-1", 1));
        ports.with(Fixtures.step("week-1", "s2", "leadership")
                .forManager()
                .manual("Lead {{user}}, {{manager}}!")
                .build());
        ports.runStep().run(Fixtures.cause("week-1", "s2", "linus", 1));
        manage().withdraw("grace", new InvitationRef("leadership", 1), "root");

        Invitation again = reinvite().reinvite("grace", new InvitationRef("leadership", 1), "root");

        assertThat(again.message()).isEqualTo("Lead Linus, Grace!");
    }

    @Test
    void anUnknownInvitationIsNotFound() {
        assertThatThrownBy(() -> reinvite(7)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theHistoryShowsWhoInvitedAgainAndAfterWhichInvitation() {
        withdraw(1);
        ports.clock.advance(Duration.ofDays(1));
        reinvite(1);

        ReadHistory.Entry newest = new ReadHistory(ports.directory)
                .of("ada", 1, Optional.empty())
                .data()
                .get(0);
        assertThat(newest.event().decision()).isEqualTo("invited");
        assertThat(newest.event().evidence()).isEqualTo(Map.of("number", 1, "by", "root"));
        assertThat(newest.source()).isEqualTo(Source.invitation(CAUSE));
        assertThat(newest.destinationTrackId()).contains("leadership");
    }

    private void refused(SkipReason reason) {
        assertThatThrownBy(() -> reinvite(1))
                .isInstanceOfSatisfying(
                        Reinvite.RefusedException.class,
                        refused -> assertThat(refused.skip().reason()).isEqualTo(reason));
        assertThat(ports.ledger.invitations("ada", "leadership")).hasSize(1);
    }

    private static AddToTrackStep step(ReEnrollment policy, String message) {
        return unsaved(policy, message).build();
    }

    private static Fixtures.Step unsaved(ReEnrollment policy, String message) {
        return Fixtures.step("week-1", "s1", "leadership").manual(message).reEnrollment(policy);
    }

    private Reinvite reinvite() {
        return new Reinvite(catalog, ports.ledger, Ports.MESSAGES, retry, ports.clock, Ports.TERMS);
    }

    private Invitation reinvite(int number) {
        return reinvite().reinvite("ada", new InvitationRef("leadership", number), "root");
    }

    private ManageInvitation manage() {
        return new ManageInvitation(ports.invitations, retry, ports.clock);
    }

    private void withdraw(int number) {
        manage().withdraw("ada", new InvitationRef("leadership", number), "root");
    }

    private Result answer(int number, Reply reply) {
        return ports.answerInvitation(catalog)
                .answer(JoinToken.of(invitation(number)), reply)
                .result();
    }

    private Invitation invitation(int number) {
        return ports.invitations
                .invitation("ada", new InvitationRef("leadership", number))
                .orElseThrow();
    }
}
