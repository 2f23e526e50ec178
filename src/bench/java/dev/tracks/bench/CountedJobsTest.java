package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CountedJobsTest {
    private static final int PEOPLE = 100;
    private static final Key ADA = new Key("USER#ada", "PROFILE");
    private static final Key GRACE = new Key("USER#grace", "PROFILE");

    private final CountedTable table = new CountedTable(new MemoryTable());

    private static Write put(Key key, Condition condition) {
        return new Write.Put(key.attributes(), Check.of(condition));
    }

    @Test
    void aRequestIsCountedWithItsUnits() {
        table.write(List.of(put(ADA, Condition.ALWAYS)));
        table.write(List.of(put(GRACE, Condition.ALWAYS), new Write.Delete(ADA, Check.of(Condition.ALWAYS))));
        table.get(GRACE);
        table.batchGet(List.of(ADA, GRACE, GRACE));
        table.query(Table.Query.prefix(Index.GSI1, "LIST", ""));

        ResourceUsage use = table.take();

        assertThat(use.requests())
                .isEqualTo(Map.of("PutItem", 1, "TransactWriteItems", 1, "GetItem", 1, "BatchGetItem", 1, "Query", 1));
        assertThat(use.units()).isEqualTo(new Units(1 + 2 + 0.5, 1 + 2 + 2, 0));
        assertThat(table.take().requests()).isEmpty();
    }

    @Test
    void aSingleWriteIsATransactionIfItMustNotBeRepeated() {
        table.write(List.of(new Write.Put(ADA.attributes(), Check.version(Condition.LANE_UNCHANGED, 1))));

        assertThat(table.take().requests()).isEqualTo(Map.of("TransactWriteItems", 1));
    }

    @Test
    void aFailedConditionHasTheUnitsOfTheExistingItemAndStoresNothing() {
        table.write(List.of(put(ADA, Condition.ALWAYS)));
        table.take();

        table.write(List.of(put(ADA, Condition.JOB_ROW_IS_NEW)));

        ResourceUsage use = table.take();
        assertThat(use.units().writes()).isPositive();
        assertThat(use.stored()).isZero();
    }

    @Test
    void eachJobHasARowForEveryPersonAndRelayPublishesItsEffects() {
        List<JobUsage> jobs = JobMetering.inMemory(PEOPLE);

        assertThat(jobs).hasSize(5).allSatisfy(job -> {
            assertThat(job.rows()).isEqualTo(PEOPLE);
            assertThat(job.pageCount()).isGreaterThanOrEqualTo(16);
            assertThat(job.all().sent()).isEqualTo(job.pageCount());
        });
        assertThat(jobs.get(0).all().events()).as("a dry run publishes nothing").isZero();
        assertThat(jobs.get(1).all().events()).isEqualTo(PEOPLE);
    }

    @Test
    void theCountsOfTheSameJobsAreEqual() {
        List<JobUsage> one = JobMetering.inMemory(PEOPLE);
        List<JobUsage> other = JobMetering.inMemory(PEOPLE);

        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).hasSameCounts(other.get(i)))
                    .as("%s%n%s", one.get(i), other.get(i))
                    .isTrue();
        }
        assertThat(one.get(0).hasSameCounts(one.get(1))).isFalse();
    }

    @Test
    void aJobThatFillsNoBatchOfRelayIsTimedByAllItsBatches() {
        List<Duration> three = List.of(Duration.ofMillis(9), Duration.ofMillis(2), Duration.ofMillis(3));

        assertThat(JobUsage.Times.of(three, List.of(), three, Duration.ZERO).batches())
                .as("without the first third")
                .containsExactly(Duration.ofMillis(2), Duration.ofMillis(3));
        assertThat(JobUsage.Times.of(three, List.of(Duration.ofMillis(7)), three, Duration.ZERO)
                        .batches())
                .containsExactly(Duration.ofMillis(7));
    }

    @Test
    void thePageShowsCountsForARowAndDollarsForAMillionRowsForAPageAndForTheJob() throws IOException {
        ResourceUsage pages = new ResourceUsage(
                Map.of("jobs", 4), 0, Map.of("BatchGetItem", 10), new Units(200, 400, 100), 0, 0, 0, 0, 5_000);
        ResourceUsage relay = new ResourceUsage(
                Map.of("relay", 2), 0, Map.of("UpdateItem", 100), new Units(0, 100, 0), 4, 0, 0, 0, 0);
        ResourceUsage half = new ResourceUsage(Map.of("jobs", 2), 0, Map.of(), Units.NONE, 0, 0, 0, 20, 0);
        JobUsage.Times times = new JobUsage.Times(
                List.of(Duration.ofMillis(100)), List.of(Duration.ofMillis(20)), Duration.ofSeconds(1));
        JobUsage counted = new JobUsage("`enroll`", 100, pages, relay, JobUsage.Times.NONE);
        JobUsage timed = new JobUsage("`enroll`", 50, half, relay, times);

        JobUsage job = counted.as(timed);
        List<String> lines = new JobsPage(new JobsMeasured(List.of(job), 100, 10), Prices.read(Path.of(""))).lines();

        assertThat(job.pages().billed()).isEqualTo(400);
        assertThat(job.relay().billed()).isEqualTo(40);
        assertThat(job.pages().logged()).isEqualTo(40);
        Set<String> ofJob =
                lines.stream().filter(line -> line.startsWith("| `enroll` |")).collect(Collectors.toSet());
        assertThat(ofJob)
                .hasSize(3)
                .anyMatch(line -> line.contains("| 0.1 BatchGetItem | 2 | 4 | 1 | 1 UpdateItem | 0 | 1 | 0 | 0.04 |"))
                .anyMatch(line -> line.contains("| $3.13 | $0.625 | $0.250 |"))
                .anyMatch(line -> line.contains("| 1 | 100 | 100 – 100 | 2.00 | 20.0 |"));
    }
}
