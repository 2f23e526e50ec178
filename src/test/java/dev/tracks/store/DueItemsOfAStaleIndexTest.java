package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.outbox.DueItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The index names the due items, but may be older than they are: each counts as it is in the table. */
class DueItemsOfAStaleIndexTest {
    private static final Instant LATER = Fixtures.NOW.plus(Duration.ofDays(30));
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);

    /** An index that has stopped to follow the table: each query returns its first answer. */
    private static final class StoppedIndex extends ForwardingTable {
        private final Map<String, Page> answers = new HashMap<>();

        StoppedIndex(Table table) {
            super(table);
        }

        @Override
        public Page query(Query query) {
            return query.index() == Index.GSI2
                    ? answers.computeIfAbsent(query.partition(), partition -> super.query(query))
                    : super.query(query);
        }
    }

    private final MemoryTable table = new MemoryTable();
    private final Ports ports = new Ports(table);
    private final TableOutbox outbox = new TableOutbox(new StoppedIndex(table));
    private final Run run = RunFixtures.deferred(CAUSE);

    private List<DueItem> due() {
        return IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> outbox.due(shard, LATER))
                .toList();
    }

    @BeforeEach
    void theIndexHasADueRun() {
        ports.ledger.save(run);
        assertThat(due()).containsExactly(new DueItem.DueRun(run));
    }

    private void update(Map<String, Instant> times, Set<String> removed) {
        Map<String, AttributeValue> set = new HashMap<>();
        times.forEach((name, time) -> set.put(name, Items.time(time)));
        table.write(List.of(new Write.Update(Keys.run(CAUSE), set, removed, Check.of(Condition.ALWAYS))));
    }

    @Test
    void anItemThatHasChangedIsReadAsItIsNow() {
        Run replaced = Run.of(
                CAUSE,
                new Decision.Defer("ada", run.dueAt().orElseThrow()),
                Optional.empty(),
                Fixtures.NOW.plusSeconds(90),
                Optional.of(run));
        ports.ledger.save(replaced);

        assertThat(due()).containsExactly(new DueItem.DueRun(replaced));
    }

    @Test
    void anItemThatIsDueLaterByNowIsNotDue() {
        update(Map.of(Index.GSI2.sort(), LATER.plusMillis(1)), Set.of());
        assertThat(due()).isEmpty();

        update(Map.of(Index.GSI2.sort(), LATER), Set.of());
        assertThat(due()).hasSize(1);
    }

    @Test
    void anItemThatIsNoLongerDueIsNotDue() {
        update(Map.of(), Set.of(Index.GSI2.partition(), Index.GSI2.sort()));

        assertThat(due()).isEmpty();
    }

    @Test
    void anItemThatIsDeletedIsNotDue() {
        table.write(List.of(new Write.Delete(Keys.run(CAUSE), Check.of(Condition.ALWAYS))));

        assertThat(due()).isEmpty();
    }

    @Test
    void moreItemsThanABatchReadsAreAllDue() {
        List<StepReached> causes = IntStream.range(0, 450)
                .mapToObj(n -> Fixtures.cause("track-" + n, "s1", "grace", 1))
                .toList();
        causes.forEach(cause -> ports.ledger.save(RunFixtures.deferred(cause)));

        assertThat(new TableOutbox(table).due(Keys.shard("grace"), LATER))
                .hasSize(450 + (Keys.shard("ada") == Keys.shard("grace") ? 1 : 0));
    }
}
