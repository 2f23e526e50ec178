package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ReadHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a list or a count reads does not grow with a track's past: 5,000 runs and 5,000 invitations are in it. */
class PastOfATrackTest {
    private static final int SHARDS = 16;
    private static final int PEOPLE = 1_000;
    private static final int RUNS_EACH = 5;
    private static final int INVITATIONS_EACH = 5;

    private final CountingTable table = new CountingTable(new MemoryTable());
    private final Ports ports = new Ports(table);

    private static final class CountingTable implements Table {
        private final Table table;
        private int queries;

        CountingTable(Table table) {
            this.table = table;
        }

        @Override
        public Optional<Map<String, AttributeValue>> get(Key key) {
            return table.get(key);
        }

        @Override
        public Map<Key, Map<String, AttributeValue>> batchGet(Collection<Key> keys) {
            return table.batchGet(keys);
        }

        @Override
        public Page query(Query query) {
            queries++;
            return table.query(query);
        }

        @Override
        public WriteResult write(List<Write> writes) {
            return table.write(writes);
        }
    }

    private static Run run(StepReached cause, Decision decision, Instant at) {
        return Run.of(cause, decision, Optional.empty(), at, Optional.empty());
    }

    @Test
    void theRunsThatWaitForAStepAreCountedInOneQueryAShard() {
        for (int n = 0; n < PEOPLE * RUNS_EACH; n++) {
            ports.ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s1", "p" + n % PEOPLE, 1 + n / PEOPLE)));
        }

        ports.directory.deferred("day-1", "s1");

        assertThat(table.queries).isEqualTo(SHARDS);
    }

    /** Nothing matches: the page is empty, and the next one continues where it stopped. */
    @Test
    void aFilteredPageReadsAThousandRuns() {
        for (int n = 0; n < PEOPLE * RUNS_EACH; n++) {
            ports.ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s1", "p" + n % PEOPLE, 1 + n / PEOPLE)));
        }
        int pages = 0;
        Optional<String> cursor = Optional.empty();
        do {
            table.queries = 0;
            Directory.Page<Run> page =
                    ports.directory.matchingRunsOfStep("day-1", "s1", Instant.EPOCH, runs -> run -> false, 25, cursor);
            assertThat(table.queries).isLessThanOrEqualTo(3 * SHARDS);
            assertThat(page.data()).isEmpty();
            cursor = page.nextCursor();
            pages++;
        } while (cursor.isPresent());

        assertThat(pages).isEqualTo(5);
    }

    @Test
    void aPageOfATrackReadsEachShardOnceOrTwice() {
        for (int n = 0; n < PEOPLE; n++) {
            ports.with(Fixtures.enrollment("p" + n, "week-1", 1));
        }

        table.queries = 0;
        ports.people.enrollments("week-1", Set.of(), "", 25, Optional.empty());

        assertThat(table.queries).isBetween(SHARDS, 2 * SHARDS);
    }

    @Test
    void openInvitationsToATrackAreCountedInOneQueryAShard() {
        for (int n = 0; n < PEOPLE * INVITATIONS_EACH; n++) {
            int number = 1 + n / PEOPLE;
            StepReached cause = Fixtures.cause("day-1", "s1", "p" + n % PEOPLE, number);
            Invitation invitation = Fixtures.invitation(cause, "week-1", number);
            ports.ledger.invite(RunFixtures.invited(cause, invitation), invitation, new EnrollmentRef("week-1", 1));
            ports.invitations.save(
                    invitation.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(Fixtures.NOW, "declined")),
                    cause.participantId());
        }

        ports.directory.pendingInvitations("week-1");

        assertThat(table.queries).isEqualTo(SHARDS);
    }

    @Test
    void aPageOfTheHistoryOfAManagerReadsTheNewestRunsOfTheirReports() {
        int runs = PEOPLE * RUNS_EACH;
        for (int n = 0; n < runs; n++) {
            StepReached cause = Fixtures.cause("day-1", "s1", "p" + n % PEOPLE, 1 + n / PEOPLE);
            Decision decision = new Decision.Defer("grace", Fixtures.NOW.plus(Duration.ofDays(1)));
            ports.ledger.save(run(cause, decision, Fixtures.NOW.plusSeconds(n)));
        }

        Directory.Page<ReadHistory.Entry> page = new ReadHistory(ports.directory).of("grace", 100, Optional.empty());

        assertThat(table.queries).isEqualTo(5); // Four of her own records, and one of the index.
        assertThat(page.data())
                .hasSize(100)
                .allMatch(entry -> !entry.event().at().isBefore(Fixtures.NOW.plusSeconds(runs - 100)));
        assertThat(page.nextCursor()).isPresent();
    }
}
