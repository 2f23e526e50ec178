package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Erasing a person keeps the fact that they ever started, and removes all personal data. */
interface ErasureContract extends ErasureFixture {
    @Test
    default void aTombstoneHasNoPersonalDataAndTheNextVersion() {
        ports().with(Fixtures.person("ada").email("ada@example.org").build());

        erase();

        Stored<Participant> tombstone = ports().participants.participant("ada").orElseThrow();
        assertThat(tombstone.version()).isEqualTo(2);
        assertThat(tombstone.value().active()).isFalse();
        assertThat(ports().table.get(Keys.participant("ada")).toString()).doesNotContain("Ada", "example");
        assertThat(ports().directory.participants("ada", 10, Optional.empty()).data())
                .isEmpty();
    }

    @Test
    default void aMissingPersonIsNotErased() {
        assertThat(ports().erasure.tombstone("ada", ERASED, ERASED, "root")).isEmpty();

        assertThat(ports().participants.participant("ada")).isEmpty();
    }

    @Test
    default void progressAndMessagesAreBlankedWhileEverStartedStays() {
        ports().with(Fixtures.person("ada").build());
        Enrollment enrollment = new Enrollment(
                "ada",
                new EnrollmentRef("week-1", 1),
                EnrollmentStatus.ACTIVE,
                Fixtures.NOW,
                Optional.empty(),
                Map.of("diary", "secret"),
                Source.step(ADAS),
                new Lineage(List.of("day-1", "week-1")));
        ports().ledger
                .enroll(
                        RunFixtures.enrolled(ADAS, enrollment),
                        enrollment,
                        Optional.of(new MessageText("Welcome, Ada!")));

        erase();

        Enrollment after = ports().ledger.instances("ada", "week-1").get(0);
        assertThat(after).isEqualTo(enrollment.with(EnrollmentStatus.ACTIVE, Map.of(), ERASED));
        assertThat(ports().table.get(Keys.enrollment("ada", enrollment.ref())).toString())
                .doesNotContain("secret", "Ada");
    }

    @Test
    default void evidenceIsBlankedWhileDecisionAndReasonStay() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger.save(RunFixtures.full(ADAS));

        erase();

        Run run = ports().ledger.read(ADAS, Optional.empty()).run().orElseThrow();
        assertThat(run.evidence()).isEmpty();
        assertThat(run.reason()).isEqualTo(RunFixtures.full(ADAS).reason());
        assertThat(run.trail())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.evidence()).isEmpty());
    }

    @Test
    default void openInvitationsAreWithdrawnAndTheirTextsBlanked() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().invite(RunFixtures.invited(ADAS, invitation), invitation);

        erase();

        Invitation after =
                ports().invitations.invitation("ada", invitation.ref()).orElseThrow();
        assertThat(after.status()).isEqualTo(InvitationStatus.WITHDRAWN);
        assertThat(after.message() + after.joinButtonText()).isEmpty();
    }

    @Test
    default void aManagersMessagesAboutThePersonAreBlankedButNotTheirProgress() {
        ports().with(Fixtures.person("ada").managedBy("grace").build());
        Enrollment ofGrace = new Enrollment(
                "grace",
                new EnrollmentRef("leading", 1),
                EnrollmentStatus.ACTIVE,
                Fixtures.NOW,
                Optional.empty(),
                Map.of("done", 1),
                Source.step(ADAS),
                new Lineage(List.of("day-1", "leading")));
        ports().ledger
                .enroll(RunFixtures.enrolled(ADAS, ofGrace), ofGrace, Optional.of(new MessageText("Ada has started")));
        StepReached second = Fixtures.cause("day-1", "s2", "ada", 1);
        Invitation toGrace = invitesGrace(second);

        erase();

        assertThat(ports().ledger.instances("grace", "leading")).containsExactly(ofGrace);
        assertThat(ports().table
                        .get(Keys.enrollment("grace", new EnrollmentRef("leading", 1)))
                        .toString())
                .doesNotContain("Ada has started");
        assertThat(ports().invitations.invitation("grace", toGrace.ref())).get().returns("", Invitation::message);
    }

    @Test
    default void evidenceInAnInvitationsTrailIsBlankedAndTheAcceptedInstanceStays() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().invite(RunFixtures.invited(ADAS, invitation), invitation);
        Invitation refused = invitation.transitionTo(
                InvitationStatus.PENDING,
                new TrailEntry(
                        Fixtures.NOW,
                        "skipped",
                        Optional.of(SkipReason.NOT_IN_AUDIENCE),
                        Map.of("attribute", "disability")));
        ports().invitations.save(refused, "ada");
        Invitation accepted = refused.transitionTo(
                InvitationStatus.ACCEPTED,
                new TrailEntry(Fixtures.NOW, "accepted", Optional.empty(), Map.of(Invitation.INSTANCE, 1)));
        Enrollment enrollment = Enrollment.started(
                "ada",
                new EnrollmentRef("leadership", 1),
                Fixtures.NOW,
                Source.invitation(ADAS),
                new Lineage(List.of("day-1", "leadership")));
        assertThat(ports().invitations.accept(accepted, enrollment, Optional.of(new MessageText("You're in, Ada"))))
                .isEqualTo(WriteResult.WRITTEN);

        erase();

        Invitation after =
                ports().invitations.invitation("ada", invitation.ref()).orElseThrow();
        assertThat(after.trail()).extracting(TrailEntry::decision).containsExactly("invited", "skipped", "accepted");
        assertThat(after.acceptedAs()).contains(enrollment.ref());
        assertThat(stored(Keys.invitation("ada", "leadership", 1))).doesNotContain("disability", "Come along");
    }

    @Test
    default void evidenceInTheTrailOfAnOpenInvitationIsBlankedToo() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().invite(RunFixtures.invited(ADAS, invitation), invitation);
        ports().invitations
                .save(
                        invitation.transitionTo(
                                InvitationStatus.PENDING,
                                new TrailEntry(
                                        Fixtures.NOW,
                                        "skipped",
                                        Optional.of(SkipReason.NOT_IN_AUDIENCE),
                                        Map.of("attribute", "disability"))),
                        "ada");

        erase();

        assertThat(ports().invitations.invitation("ada", invitation.ref()))
                .get()
                .returns(InvitationStatus.WITHDRAWN, Invitation::status);
        assertThat(stored(Keys.invitation("ada", "leadership", 1))).doesNotContain("disability");
    }

    @Test
    default void channelIdsAreRemovedWhileDeliveredMessagesStayDelivered() {
        ports().with(Fixtures.person("ada").build());
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports().ledger
                .enroll(
                        RunFixtures.enrolled(ADAS, enrollment),
                        enrollment,
                        Optional.of(new MessageText("Welcome, Ada!")));
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        StepReached second = Fixtures.cause("day-1", "s2", "ada", 1);
        ports().invite(RunFixtures.invited(second, invitation), invitation);
        for (MessageRef ref : List.of(
                new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1),
                new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1),
                new MessageRef(MessageKind.REMINDER, "ada", "leadership", 1))) {
            ports().deliveryRecords.claim(ref, Fixtures.NOW, Fixtures.NOW);
            ports().deliveryRecords.recordDelivered(ref, Fixtures.NOW, Fixtures.NOW, Optional.of("D024BE91L:17.42"));
        }

        erase();

        for (Key key : List.of(Keys.enrollment("ada", enrollment.ref()), Keys.invitation("ada", "leadership", 1))) {
            assertThat(stored(key)).doesNotContain("D024BE91L").contains("DeliveredAt");
        }
    }

    @Test
    default void remindersAndSubjectsAreRemovedFromOpenAndAnsweredRecords() {
        ports().with(Fixtures.person("ada").build());
        Invitation.Texts texts = new Invitation.Texts("Ada, join", "Join", Optional.of("Ada?"), Optional.of("For Ada"));
        Invitation open = Fixtures.invitation(ADAS, "leadership", 1, texts);
        Invitation answered = Fixtures.invitation(Fixtures.cause("day-1", "s2", "ada", 1), "week-1", 1, texts);
        for (Invitation invitation : List.of(open, answered)) {
            StepReached cause = invitation.source().cause().orElseThrow();
            ports().invite(RunFixtures.invited(cause, invitation), invitation);
        }
        Enrollment joined = Fixtures.enrollment("ada", "week-1", 1);
        TrailEntry accepted = TrailEntry.of(Fixtures.NOW, "accepted");
        ports().invitations
                .accept(
                        answered.transitionTo(InvitationStatus.ACCEPTED, accepted),
                        joined,
                        Optional.of(new MessageText("Hi Ada", Optional.of("For Ada"))));

        erase();

        for (Key key : List.of(
                Keys.invitation("ada", "leadership", 1),
                Keys.invitation("ada", "week-1", 1),
                Keys.enrollment("ada", joined.ref()))) {
            assertThat(stored(key)).doesNotContain("Ada", "mailSubject", "reminder=");
        }
    }

    @Test
    default void theMessageOfAnInvitationThatAManagerHasAcceptedIsBlankedToo() {
        ports().with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.person("grace").build());
        Invitation toGrace = invitesGrace(ADAS);
        Enrollment ofGrace = Enrollment.started(
                "grace", new EnrollmentRef("leadership", 1), Fixtures.NOW, Source.invitation(ADAS), toGrace.lineage());
        ports().invitations
                .accept(
                        toGrace.transitionTo(
                                InvitationStatus.ACCEPTED,
                                new TrailEntry(
                                        Fixtures.NOW, "accepted", Optional.empty(), Map.of(Invitation.INSTANCE, 1))),
                        ofGrace,
                        Optional.of(new MessageText("Ada is glad that you lead")));

        erase();

        assertThat(stored(Keys.enrollment("grace", ofGrace.ref()))).doesNotContain("Ada is glad");
    }

    @Test
    default void anInvitationThatFollowedAnEarlierOneOfAManagerIsBlankedToo() {
        ports().with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.person("grace").build());
        Invitation first = invitesGrace(ADAS);
        TrailEntry declined = TrailEntry.of(Fixtures.NOW, "declined");
        ports().invitations.save(first.transitionTo(InvitationStatus.DECLINED, declined), "grace");
        Invitation second = new Invitation(
                "grace",
                new InvitationRef("leadership", 2),
                InvitationStatus.PENDING,
                first.texts(),
                first.times(),
                new Invitation.Origin(Source.invitation(ADAS), first.lineage()),
                List.of(TrailEntry.of(Fixtures.NOW, "invited")),
                1);
        ports().ledger.reinvite(second, Optional.empty(), new EnrollmentRef("leadership", 1), "root");

        erase();

        assertThat(ports().invitations.invitation("grace", second.ref()))
                .get()
                .returns("", Invitation::message)
                .returns(InvitationStatus.WITHDRAWN, Invitation::status);
    }

    @Test
    default void theAliasesOfAnErasedPersonAreDeleted() {
        ports().with(Fixtures.person("ada")
                .email("ada@example.org")
                .subject("auth0|5f7c")
                .build());

        erase();

        assertThat(ports().participants.owners(List.of(Alias.email("ada@example.org"), Alias.subject("auth0|5f7c"))))
                .isEmpty();
    }

    private String stored(Key key) {
        return ports().table.get(key).orElseThrow().toString();
    }

    /** Ada's cause invites her manager Grace. */
    private Invitation invitesGrace(StepReached cause) {
        Invitation toGrace = new Invitation(
                "grace",
                new InvitationRef("leadership", 1),
                InvitationStatus.PENDING,
                new Invitation.Texts("Ada wants you", "Join"),
                new Invitation.Times(Fixtures.NOW, Fixtures.NOW.plusSeconds(1), Optional.empty()),
                new Invitation.Origin(Source.step(cause), new Lineage(List.of("day-1", "leadership"))),
                List.of(),
                1);
        Decision invite = new Decision.Invite("grace", toGrace.ref());
        ports().invite(Run.of(cause, invite, Optional.empty(), Fixtures.NOW, Optional.empty()), toGrace);
        return toGrace;
    }
}
