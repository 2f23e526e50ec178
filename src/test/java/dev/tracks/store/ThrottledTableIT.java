package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.local.dynamodb.DatabaseControl.Fault;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Throttling and conflicts over the real protocol, including the real client's retries. */
class ThrottledTableIT {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final int ROUNDS = 5;

    @AutoClose
    private static final Dynalite DYNALITE = new Dynalite();

    private Ports ports;

    @BeforeEach
    void makeWorld() {
        ports = new Ports(DYNALITE.emptyTable());
        ports.with(Fixtures.track("day-1"))
                .with(Fixtures.track("week-1"))
                .with(Fixtures.step("day-1", "s1", "week-1").build())
                .with(Fixtures.person("ada").build())
                .with(Fixtures.enrollment("ada", "day-1", 1));
    }

    @AfterEach
    void recover() {
        DYNALITE.control().faults(Map.of());
    }

    @Test
    void aFirstReadIsCompleteDespiteUnprocessedKeys() {
        DYNALITE.control().faults(Map.of(Fault.UNPROCESSED_KEYS, 5));

        assertThat(ports.runStep().run(CAUSE).decision()).isEqualTo(RunStatus.ENROLLED);
    }

    @Test
    void aReadThatStaysThrottledFailsAndWritesNothing() {
        DYNALITE.control().faults(Map.of(Fault.UNPROCESSED_KEYS, 1_000));

        assertThatExceptionOfType(DynamoTable.ThrottledException.class)
                .isThrownBy(() -> ports.runStep().run(CAUSE));

        DYNALITE.control().faults(Map.of());
        assertThat(ports.ledger.read(CAUSE, Optional.empty()).run()).isEmpty();
    }

    @Test
    void aConflictingTransactionIsDecidedAgain() {
        DYNALITE.control().faults(Map.of(Fault.TRANSACTION_CONFLICT, ROUNDS - 1));

        Outcome outcome = ports.runStep().run(CAUSE);

        assertThat(outcome.decision()).isEqualTo(RunStatus.ENROLLED);
        assertThat(outcome.replayed()).isFalse();
    }

    @Test
    void afterFiveConflictsTheQueueTriesAgain() {
        DYNALITE.control().faults(Map.of(Fault.TRANSACTION_CONFLICT, ROUNDS));

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> ports.runStep().run(CAUSE));

        assertThat(ports.ledger.instances("ada", "week-1")).isEmpty();
        assertThat(ports.runStep().run(CAUSE)).returns(false, Outcome::replayed);
    }

    @Test
    void aThrottledWriteIsAConflictAfterTheClientsRetries() {
        Write put = EnrollmentItem.put(Fixtures.enrollment("ada", "week-1", 1), Optional.empty(), "root");
        try (DynamoDbClient impatient = DYNALITE.impatientClient()) {
            Table table = new DynamoTable(impatient, DYNALITE.tableName(), ConcurrentCalls.backoff());
            DYNALITE.control().faults(Map.of(Fault.THROTTLE, 2));

            assertThat(table.write(List.of(put))).isEqualTo(WriteResult.CONFLICT);
            assertThat(table.write(List.of(put, new Write.Delete(Keys.GRAPH, Check.of(Condition.ALWAYS)))))
                    .isEqualTo(WriteResult.CONFLICT);

            assertThat(table.write(List.of(put))).isEqualTo(WriteResult.WRITTEN);
        }
    }
}
