package dev.tracks.histories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.store.Dynalite;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories over the real table and the real protocol; the in-memory table must give the same answer to each call. */
@Tag("exhaustive")
class HistoriesOnDynaliteIT {
    private static final long FIRST_SEED = 1;
    private static final int HISTORIES = 20;
    /** Each one has its own table and waits for the network most of the time. */
    private static final int AT_ONCE = 4;

    @AutoClose
    private final Dynalite dynalite = new Dynalite();

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    @Test
    void theDatabaseKeepsTheInvariantsAndTheInMemoryTableAnswersTheSame() throws Exception {
        Histories.Sum sum = new Histories.Sum();
        for (Future<History> history : threads.invokeAll(histories())) {
            sum.add(history.get());
        }
        Report.write(
                "database",
                List.of(Report.number(sum.histories) + " histories: " + Report.number(sum.causes)
                        + " causes were evaluated, " + Report.number(sum.instances) + " instances started."));
        assertThat(sum.broken.flatMap(History::violation)).isEmpty();
    }

    private List<Callable<History>> histories() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
                .<Callable<History>>mapToObj(seed ->
                        () -> History.over(memory -> new ComparedTables(dynalite.emptyTable(), memory), Plan.of(seed)))
                .toList();
    }
}
