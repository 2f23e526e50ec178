package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.Decision;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Run;
import dev.tracks.domain.Source;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.StillContendedException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Written;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What erasing a person leaves: that they ever started, and nothing that tells of them. */
interface ErasureContract extends WithPorts {
    StepReached ADAS = Fixtures.cause("day-1", "s1", "ada", 1);
    Instant ERASED = Fixtures.NOW.plusSeconds(60);

    private void erase() {
        assertThat(ports().erasure.tombstone("ada", ERASED, ERASED.plusSeconds(900), "root"))
                .isTrue();
        ports().erasure.blank("ada", ERASED);
    }

    @Test
    default void aTombstoneTellsNothingOfThePersonAndKeepsTheVersionCounting() {
        ports().with(Fixtures.person("ada").email("ada@example.org").build());

        erase();

        Stored<Participant> tombstone = ports().people.participant("ada").orElseThrow();
        assertThat(tombstone.version()).isEqualTo(2);
        assertThat(tombstone.value().active()).isFalse();
        assertThat(ports().table.get(Keys.participant("ada")).toString()).doesNotContain("Ada", "example");
        assertThat(ports().directory.participants("ada", 10, Optional.empty()).data())
                .isEmpty();
    }

    @Test
    default void whoDoesNotExistIsNotErased() {
        assertThat(ports().erasure.tombstone("ada", ERASED, ERASED, "root")).isFalse();

        assertThat(ports().people.participant("ada")).isEmpty();
    }

    @Test
    default void progressAndMessagesAreBlankedWhileEverStartedStays() {
        ports().with(Fixtures.person("ada").build());
        Enrollment enrollment = new Enrollment(
                "ada",
                "week-1",
                1,
                EnrollmentStatus.ACTIVE,
                Fixtures.NOW,
                Optional.empty(),
                Map.of("diary", "secret"),
                Source.step(ADAS),
                new Lineage(List.of("day-1", "week-1")));
        ports().ledger.enroll(Runs.enrolled(ADAS, enrollment), enrollment, Optional.of("Welcome, Ada!"));

        erase();

        Enrollment after = ports().ledger.instances("ada", "week-1").get(0);
        assertThat(after).isEqualTo(enrollment.with(EnrollmentStatus.ACTIVE, Map.of(), ERASED));
        assertThat(ports().table.get(Keys.enrollment("ada", enrollment.ref())).toString())
                .doesNotContain("secret", "Ada");
    }

    @Test
    default void evidenceIsBlankedWhileDecisionAndReasonStay() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger.keep(Runs.full(ADAS));

        erase();

        Run run = ports().ledger.read(ADAS, Optional.empty()).run().orElseThrow();
        assertThat(run.evidence()).isEmpty();
        assertThat(run.reason()).isEqualTo(Runs.full(ADAS).reason());
        assertThat(run.trail())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.evidence()).isEmpty());
    }

    @Test
    default void openInvitationsAreWithdrawnAndTheirTextsBlanked() {
        ports().with(Fixtures.person("ada").build());
        Invitation invitation = Fixtures.invitation(ADAS, "leadership", 1);
        ports().ledger.invite(Runs.invited(ADAS, invitation), invitation);

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
                "leading",
                1,
                EnrollmentStatus.ACTIVE,
                Fixtures.NOW,
                Optional.empty(),
                Map.of("done", 1),
                Source.step(ADAS),
                new Lineage(List.of("day-1", "leading")));
        ports().ledger.enroll(Runs.enrolled(ADAS, ofGrace), ofGrace, Optional.of("Ada has started"));
        StepReached second = Fixtures.cause("day-1", "s2", "ada", 1);
        Invitation toGrace = new Invitation(
                "grace",
                "leadership",
                1,
                InvitationStatus.PENDING,
                "Ada wants you",
                "Join",
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(1),
                Optional.empty(),
                Source.step(second),
                new Lineage(List.of("day-1", "leadership")),
                List.of(),
                1);
        Decision invite = new Decision.Invite("grace", toGrace.ref(), toGrace.lineage());
        ports().ledger.invite(Run.of(second, invite, Optional.empty(), Fixtures.NOW, Optional.empty()), toGrace);

        erase();

        assertThat(ports().ledger.instances("grace", "leading")).containsExactly(ofGrace);
        assertThat(ports().table
                        .get(Keys.enrollment("grace", new EnrollmentRef("leading", 1)))
                        .toString())
                .doesNotContain("Ada has started");
        assertThat(ports().invitations.invitation("grace", toGrace.ref())).get().returns("", Invitation::message);
    }

    @Test
    default void anErasureThatTheTableRefusesForNowIsNotTakenForDone() {
        ports().with(Fixtures.person("ada").build()).with(Fixtures.enrollment("ada", "week-1", 1));
        TableErasure contended = new TableErasure(new ContendedTable(ports().table));

        assertThatExceptionOfType(StillContendedException.class)
                .isThrownBy(() -> contended.tombstone("ada", ERASED, ERASED, "root"));
        assertThatExceptionOfType(StillContendedException.class).isThrownBy(() -> contended.blank("ada", ERASED));
        assertThatExceptionOfType(StillContendedException.class).isThrownBy(() -> contended.repeated("ada"));
        assertThat(ports().people.participant("ada")).get().returns(1L, Stored::version);
    }

    /** Reads, but is too busy to write. */
    record ContendedTable(Table reads) implements Table {
        @Override
        public Optional<Map<String, AttributeValue>> get(Key key) {
            return reads.get(key);
        }

        @Override
        public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
            return reads.batchGet(keys);
        }

        @Override
        public Page query(Query query) {
            return reads.query(query);
        }

        @Override
        public Written write(List<Write> writes) {
            return Written.CONTENDED;
        }
    }
}
