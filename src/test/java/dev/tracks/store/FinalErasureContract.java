package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An erasure is final: neither a concurrent nor a later write restores data of an erased person. */
interface FinalErasureContract extends ErasureFixture {
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
        ports().invite(RunFixtures.invited(other.source().cause().orElseThrow(), other), other);
        IdempotentAnswer answer = new IdempotentAnswer("root", "k", "hash", "answer", ERASED.plusSeconds(60));
        erase();
        Map<Key, Map<String, AttributeValue>> before = ofAda();

        assertThat(List.of(
                        ports().ledger
                                .enroll(
                                        RunFixtures.enrolled(ADAS, enrollment),
                                        enrollment,
                                        Optional.of(new MessageText("Hi, Ada"))),
                        ports().ledger
                                .enroll(
                                        RunFixtures.enrolled(ADAS, ofGrace),
                                        ofGrace,
                                        Optional.of(new MessageText("Ada has started"))),
                        ports().invite(RunFixtures.invited(ADAS, invitation), invitation),
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
                                        Optional.of(new MessageText("Hi, Ada")))))
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
        ports().invite(RunFixtures.invited(ADAS, invitation), invitation);
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

    private Map<Key, Map<String, AttributeValue>> ofAda() {
        return Pages.all(ports().table, Table.Query.prefix(Index.TABLE, Keys.user("ada"), ""))
                .collect(Collectors.toMap(Items::key, item -> item));
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
