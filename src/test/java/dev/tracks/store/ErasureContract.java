package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
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
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import dev.tracks.usecase.outbox.DueItem.DueErasure;
import dev.tracks.usecase.people.Erasure.Pass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Erasing a person keeps the fact that they ever started, and removes all personal data. */
interface ErasureContract extends WithPorts {
    StepReached ADAS = Fixtures.cause("day-1", "s1", "ada", 1);
    Instant ERASED = Fixtures.NOW.plusSeconds(60);

    private void erase() {
        assertThat(ports().erasure.tombstone("ada", ERASED, ERASED.plusSeconds(900), "root"))
                .contains(WriteResult.WRITTEN);
        assertThat(ports().erasure.blank("ada", ERASED)).isNotEqualTo(Pass.LEFT);
        assertThat(ports().erasure.blank("ada", ERASED)).isEqualTo(Pass.CLEAN);
    }

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
        ports().ledger.enroll(RunFixtures.enrolled(ADAS, enrollment), enrollment, Optional.of("Welcome, Ada!"));

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
        ports().ledger.invite(RunFixtures.invited(ADAS, invitation), invitation);

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
        ports().ledger.enroll(RunFixtures.enrolled(ADAS, ofGrace), ofGrace, Optional.of("Ada has started"));
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
    default void anErasureThatConflictsIsNotTreatedAsDone() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger.save(RunFixtures.full(ADAS));
        TableErasure contended = new TableErasure(new ContendedTable(ports().table));

        assertThat(contended.tombstone("ada", ERASED, ERASED, "root")).contains(WriteResult.CONFLICT);
        assertThat(contended.blank("ada", ERASED)).isEqualTo(Pass.LEFT);
        assertThatExceptionOfType(ConcurrentUpdateException.class).isThrownBy(() -> contended.repeated("ada"));
        assertThatExceptionOfType(ConcurrentUpdateException.class).isThrownBy(() -> contended.repeatAt("ada", ERASED));
        assertThat(ports().participants.participant("ada")).get().returns(1L, Stored::version);
    }

    @Test
    default void evidenceInAnInvitationsTrailIsBlankedAndTheAcceptedInstanceStays() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().ledger.invite(RunFixtures.invited(ADAS, invitation), invitation);
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
        assertThat(ports().invitations.accept(accepted, enrollment, Optional.of("You're in, Ada")))
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
        ports().ledger.invite(RunFixtures.invited(ADAS, invitation), invitation);
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
        ports().ledger.enroll(RunFixtures.enrolled(ADAS, enrollment), enrollment, Optional.of("Welcome, Ada!"));
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        StepReached second = Fixtures.cause("day-1", "s2", "ada", 1);
        ports().ledger.invite(RunFixtures.invited(second, invitation), invitation);
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
                        Optional.of("Ada is glad that you lead"));

        erase();

        assertThat(stored(Keys.enrollment("grace", ofGrace.ref()))).doesNotContain("Ada is glad");
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

    @Test
    default void aConcurrentEditNeverRestoresAnErasedPerson() {
        ports().with(Fixtures.person("ada").email("ada@example.org").build());
        TableParticipants.Current read = ports().participants.current("ada");
        Participant edited = Fixtures.person("ada").email("new@example.org").build();
        Change<Participant> first = Change.of(edited, read.stored(), ERASED, "root");
        Table meanwhile =
                new TableInBetween(ports().table, () -> ports().participants.save(first, read));

        Optional<WriteResult> overtaken =
                new TableErasure(meanwhile).tombstone("ada", ERASED, ERASED.plusSeconds(900), "root");

        assertThat(overtaken).contains(WriteResult.CONDITION_FAILED);
        TableParticipants.Current current = ports().participants.current("ada");
        Change<Participant> second = Change.of(edited, current.stored(), ERASED, "root");
        erase();
        assertThat(ports().participants.save(second, current)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().participants.current("ada").erased()).isTrue();
    }

    @Test
    default void nothingIsStartedForOrAboutAnErasedPerson() {
        ports().with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.person("grace").build());
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        Enrollment ofGrace = Enrollment.started(
                "grace",
                new EnrollmentRef("leading", 1),
                Fixtures.NOW,
                Source.step(ADAS),
                new Lineage(List.of("day-1", "leading")));
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        Invitation other = Fixtures.invitation(Fixtures.cause("day-1", "s2", "ada", 1), "safety", 1);
        ports().ledger.invite(RunFixtures.invited(other.source().cause().orElseThrow(), other), other);
        IdempotentAnswer answer = new IdempotentAnswer("root", "k", "hash", "answer", ERASED.plusSeconds(60));
        erase();
        Map<Key, Map<String, AttributeValue>> before = ofAda();

        assertThat(List.of(
                        ports().ledger
                                .enroll(RunFixtures.enrolled(ADAS, enrollment), enrollment, Optional.of("Hi, Ada")),
                        ports().ledger
                                .enroll(RunFixtures.enrolled(ADAS, ofGrace), ofGrace, Optional.of("Ada has started")),
                        ports().ledger.invite(RunFixtures.invited(ADAS, invitation), invitation),
                        ports().ledger.enrollDirectly(enrollment, Optional.of(answer), "root"),
                        ports().invitations
                                .accept(
                                        other.transitionTo(
                                                InvitationStatus.ACCEPTED,
                                                new TrailEntry(
                                                        ERASED,
                                                        "accepted",
                                                        Optional.empty(),
                                                        Map.of(Invitation.INSTANCE, 1))),
                                        enrollment,
                                        Optional.of("Hi, Ada"))))
                .containsOnly(WriteResult.CONDITION_FAILED);

        assertThat(ofAda()).isEqualTo(before);
        assertThat(ports().ledger.answer("root", "k")).isEmpty();
    }

    @Test
    default void anInstanceOfAnErasedPersonIsNotChanged() {
        ports().with(Fixtures.person("ada").build()).with(Fixtures.enrollment("ada", "week-1", 1));
        EnrollmentRef ref = new EnrollmentRef("week-1", 1);
        Stored<Enrollment> read = ports().enrollments.enrollment("ada", ref).orElseThrow();
        erase();
        Enrollment diary = read.value().with(EnrollmentStatus.ACTIVE, Map.of("diary", "secret"), ERASED);

        assertThat(ports().enrollments.change(Change.of(diary, Optional.of(read), ERASED, "root")))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ports().enrollments.isErased("ada")).isTrue();
        assertThat(ports().enrollments.enrollment("ada", ref)).contains(read);
    }

    @Test
    default void aConcurrentlyChangedInvitationIsLeftForTheNextPassAndTheOthersAreBlanked() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().ledger.invite(RunFixtures.invited(ADAS, invitation), invitation);
        StepReached second = Fixtures.cause("day-1", "s2", "ada", 1);
        ports().ledger.save(RunFixtures.full(second));
        Runnable resend = () -> ports().invitations
                .resend(
                        invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(ERASED, Invitation.RESENT)),
                        "root");

        Pass pass = new TableErasure(new TableInBetween(ports().table, resend)).blank("ada", ERASED);

        assertThat(pass).isEqualTo(Pass.LEFT);
        assertThat(ports().ledger
                        .read(second, Optional.empty())
                        .run()
                        .orElseThrow()
                        .evidence())
                .isEmpty();
        assertThat(ports().erasure.blank("ada", ERASED)).isEqualTo(Pass.BLANKED);
        assertThat(ports().erasure.blank("ada", ERASED)).isEqualTo(Pass.CLEAN);
    }

    @Test
    default void aTombstoneIsDueAgainUntilItsMarkerIsRemoved() {
        ports().with(Fixtures.person("ada").build());
        erase();
        int shard = Keys.shard("ada");

        ports().erasure.repeatAt("ada", ERASED.plusSeconds(1_800));

        assertThat(ports().outbox.due(shard, ERASED.plusSeconds(1_799))).isEmpty();
        assertThat(ports().outbox.due(shard, ERASED.plusSeconds(1_800))).containsExactly(new DueErasure("ada"));
        ports().erasure.repeated("ada");
        assertThat(ports().outbox.due(shard, ERASED.plusSeconds(9_999))).isEmpty();
    }

    private String stored(Key key) {
        return ports().table.get(key).orElseThrow().toString();
    }

    private Map<Key, Map<String, AttributeValue>> ofAda() {
        return Pages.all(ports().table, Table.Query.prefix(Index.TABLE, Keys.user("ada"), ""))
                .collect(Collectors.toMap(Items::key, item -> item));
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
        ports().ledger.invite(Run.of(cause, invite, Optional.empty(), Fixtures.NOW, Optional.empty()), toGrace);
        return toGrace;
    }

    /** Runs another action between the first read and the first write. */
    final class TableInBetween extends ForwardingTable {
        private Runnable before;

        TableInBetween(Table table, Runnable before) {
            super(table);
            this.before = before;
        }

        @Override
        public WriteResult write(List<Write> writes) {
            before.run();
            before = () -> {};
            return super.write(writes);
        }
    }

    /** Reads, but answers each write with a conflict. */
    final class ContendedTable extends ForwardingTable {
        ContendedTable(Table reads) {
            super(reads);
        }

        @Override
        public WriteResult write(List<Write> writes) {
            return WriteResult.CONFLICT;
        }
    }
}
