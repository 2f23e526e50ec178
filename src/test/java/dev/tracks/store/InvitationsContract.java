package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.invite.Invitations.Reading;
import dev.tracks.usecase.message.JoinToken;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invitations and their answers, and changes of instances by managers and admins. */
interface InvitationsContract extends WithPorts {
    StepReached INVITED_BY = Fixtures.cause("day-1", "s1", "ada", 1);
    Invitation INVITED = Fixtures.invitation(INVITED_BY, "leadership", 1);
    JoinToken TOKEN = JoinToken.of(INVITED);
    Instant CLICK = Fixtures.NOW.plusSeconds(60);

    private TableInvitations invitations() {
        return ports().invitations;
    }

    private void invite() {
        ports().invite(RunFixtures.invited(INVITED_BY, INVITED), INVITED);
    }

    private static Invitation after(InvitationStatus status) {
        return INVITED.transitionTo(status, TrailEntry.of(CLICK, status.wireName()));
    }

    private static Enrollment joined() {
        return Enrollment.started(
                "ada", new EnrollmentRef("leadership", 1), CLICK, Source.invitation(INVITED_BY), INVITED.lineage());
    }

    @Test
    default void aReadForAnAnswerReturnsAllThatItDependsOn() {
        assertThat(invitations().read(TOKEN))
                .isEqualTo(new Reading(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        Participant ada = Fixtures.person("ada").build();
        Enrollment source = Fixtures.enrollment("ada", "day-1", 1);
        Enrollment first = Fixtures.enrollment("ada", "leadership", 1);
        ports().with(ada).with(source).with(first);
        invite();

        assertThat(invitations().read(TOKEN))
                .isEqualTo(new Reading(
                        Optional.of(INVITED),
                        Optional.of(ada),
                        Optional.of(ada),
                        Optional.of(source),
                        Optional.of(first)));
        assertThat(invitations().invitation("ada", new InvitationRef("leadership", 1)))
                .contains(INVITED);
        assertThat(invitations().instances("ada", "leadership")).containsExactly(first);
        assertThat(invitations().participant("ada")).contains(ada);
        assertThat(invitations().participant("grace")).isEmpty();
    }

    @Test
    default void aReadForAManagersAnswerReturnsBothPeople() {
        Participant ada = Fixtures.person("ada").managedBy("grace").build();
        Participant grace = Fixtures.person("grace").build();
        ports().with(ada).with(grace);

        Reading reading = invitations().read(new JoinToken("grace", INVITED.ref(), INVITED_BY));

        assertThat(reading.invitee()).contains(grace);
        assertThat(reading.participant()).contains(ada);
    }

    @Test
    default void acceptanceAndEnrollmentAreWrittenTogether() {
        invite();

        assertThat(invitations()
                        .accept(after(InvitationStatus.ACCEPTED), joined(), Optional.of(new MessageText("Welcome!"))))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(invitations().invitation("ada", INVITED.ref())).contains(after(InvitationStatus.ACCEPTED));
        assertThat(invitations().instances("ada", "leadership")).containsExactly(joined());
    }

    @Test
    default void aConcurrentlyAnsweredInvitationLeavesNoEnrollment() {
        invite();
        invitations().save(after(InvitationStatus.DECLINED), "ada");

        assertThat(invitations().accept(after(InvitationStatus.ACCEPTED), joined(), Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(invitations().invitation("ada", INVITED.ref())).contains(after(InvitationStatus.DECLINED));
        assertThat(invitations().instances("ada", "leadership")).isEmpty();
    }

    @Test
    default void aConcurrentlyStartedInstanceLeavesTheInvitationOpen() {
        invite();
        ports().with(Fixtures.enrollment("ada", "leadership", 1));

        assertThat(invitations().accept(after(InvitationStatus.ACCEPTED), joined(), Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(invitations().invitation("ada", INVITED.ref())).contains(INVITED);
    }

    @Test
    default void ofTwoAnswersToOneInvitationOneIsWritten() {
        invite();

        assertThat(invitations().save(after(InvitationStatus.DECLINED), "ada")).isEqualTo(WriteResult.WRITTEN);
        assertThat(invitations().save(after(InvitationStatus.WITHDRAWN), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(invitations().recordReminder(INVITED.reminded(CLICK), Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(invitations().invitation("ada", INVITED.ref())).contains(after(InvitationStatus.DECLINED));
    }

    @Test
    default void aMissingInvitationCannotBeAnswered() {
        assertThat(invitations().save(after(InvitationStatus.DECLINED), "ada")).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(invitations().invitation("ada", INVITED.ref())).isEmpty();
    }

    @Test
    default void anInstanceIsChangedOnlyUnderTheVersionReadAndWithoutOtherInstances() {
        Enrollment first = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(first).with(Fixtures.enrollment("ada", "week-1", 2));
        Key other = Keys.enrollment("ada", new EnrollmentRef("week-1", 2));
        Map<String, AttributeValue> before = ports().table.get(other).orElseThrow();
        Enrollment completed = first.with(EnrollmentStatus.COMPLETED, Map.of("score", 9), CLICK);
        Change<Enrollment> change = new Change<>(completed, Optional.of(1L), CLICK, "grace");

        assertThat(ports().enrollments.change(change)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ports().enrollments.change(change)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ports().enrollments.enrollment("ada", first.ref()))
                .contains(new Stored<>(completed, 2, CLICK, "grace"));
        assertThat(ports().table.get(other)).contains(before);
        assertThat(ports().enrollments.enrollment("ada", new EnrollmentRef("week-1", 3)))
                .isEmpty();
    }
}
