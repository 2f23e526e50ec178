package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.configure.ConfigureStep;
import dev.tracks.usecase.configure.LoopException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No loops: neither by concurrent edits of two admins, nor by steps written directly to the table. */
class LoopsTest {
    private static final AddToTrackStep THERE =
            Fixtures.step("day-1", "s1", "week-1").build();
    private static final AddToTrackStep BACK =
            Fixtures.step("week-1", "s1", "day-1").build();

    /** A table that runs another action once, before one of its calls. */
    private static final class Interrupted extends ForwardingTable {
        private final int before;
        private final Runnable other;
        private int calls;

        Interrupted(Table table, int before, Runnable other) {
            super(table);
            this.before = before;
            this.other = other;
        }

        @Override
        protected Table next() {
            if (++calls == before) {
                other.run();
            }
            return super.next();
        }
    }

    private final MemoryTable memory = new MemoryTable();
    private final Ports ports = new Ports(memory);

    private static ConfigureStep configureStep(Table table) {
        return new ConfigureStep(new TableConfiguration(table), new OptimisticRetry(round -> {}), () -> Fixtures.NOW);
    }

    private void tracks(String... ids) {
        List.of(ids).forEach(id -> ports.with(Fixtures.track(id)));
    }

    private static void save(Table table, AddToTrackStep step) {
        configureStep(table).save(step, Precondition.NONE, "root");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofTwoStepsThatFormALoopTheSecondIsRefusedAtEveryInterleaving(boolean enabling) {
        for (int before = 1; ; before++) {
            MemoryTable table = new MemoryTable();
            Ports fresh = new Ports(table).with(Fixtures.track("day-1")).with(Fixtures.track("week-1"));
            if (enabling) {
                save(table, Fixtures.step("day-1", "s1", "week-1").disabled().build());
            }
            Interrupted interrupted = new Interrupted(table, before, () -> save(table, BACK));

            assertThatExceptionOfType(LoopException.class)
                    .as("interrupted before call " + before)
                    .isThrownBy(() -> {
                        save(interrupted, THERE);
                        // No call was interrupted: the other step is saved afterwards, and is the refused one.
                        save(table, BACK);
                    });

            assertThat(fresh.configuration.graph().graph().edges()).hasSize(1);
            if (interrupted.calls < before) {
                assertThat(before).as("calls that could be interrupted").isGreaterThan(4);
                return;
            }
        }
    }

    @Test
    void enablingAStepThatClosesALoopByThenIsRefusedWithItsPath() {
        tracks("day-1", "week-1", "month-1");
        save(memory, Fixtures.step("month-1", "s1", "day-1").disabled().build());
        save(memory, THERE);
        save(memory, Fixtures.step("week-1", "s1", "month-1").build());

        assertThatExceptionOfType(LoopException.class)
                .isThrownBy(() ->
                        save(memory, Fixtures.step("month-1", "s1", "day-1").build()))
                .satisfies(e -> assertThat(e.path()).containsExactly("month-1", "day-1", "week-1", "month-1"));
    }

    @Test
    void aLoopWrittenDirectlyToTheTableStopsAtItsFirstTrackUnderEveryPolicy() {
        tracks("day-1", "week-1");
        ports.with(Fixtures.step("day-1", "s1", "week-1")
                        .reEnrollment(ReEnrollment.YES)
                        .build())
                .with(Fixtures.step("week-1", "s1", "day-1")
                        .reEnrollment(ReEnrollment.YES)
                        .build())
                .with(Fixtures.person("ada").build())
                .with(Fixtures.enrollment("ada", "day-1", 1));
        assertThat(ports.configuration.graph().graph().edges())
                .as("the graph does not contain the loop")
                .isEmpty();

        Outcome there = ports.runStep().run(Fixtures.cause("day-1", "s1", "ada", 1));
        Outcome back = ports.runStep().run(Fixtures.cause("week-1", "s1", "ada", 1));

        assertThat(there.decision()).isEqualTo(RunStatus.ENROLLED);
        assertThat(back.decision()).isEqualTo(RunStatus.SKIPPED);
        assertThat(back.reason()).contains(SkipReason.LOOP_DETECTED);
        assertThat(back.evidence().get("path")).isEqualTo(List.of("day-1", "week-1", "day-1"));
        assertThat(ports.ledger.instances("ada", "day-1")).hasSize(1);
    }

    @Test
    void aChainStopsAtItsTenthTrackUnderEveryPolicy() {
        IntStream.rangeClosed(1, 12).forEach(number -> tracks("t" + number));
        IntStream.rangeClosed(1, 11)
                .forEach(number -> ports.with(Fixtures.step("t" + number, "s1", "t" + (number + 1))
                        .reEnrollment(ReEnrollment.YES)
                        .build()));
        ports.with(Fixtures.person("ada").build()).with(Fixtures.enrollment("ada", "t1", 1));

        List<Outcome> outcomes = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> ports.runStep().run(Fixtures.cause("t" + number, "s1", "ada", 1)))
                .toList();

        assertThat(outcomes.subList(0, 9)).allMatch(outcome -> outcome.decision() == RunStatus.ENROLLED);
        assertThat(outcomes.get(9).reason()).contains(SkipReason.DEPTH_EXCEEDED);
        assertThat(ports.ledger.instances("ada", "t11")).isEmpty();
        assertThat(ports.ledger.instances("ada", "t10").get(0).lineage().trackIds())
                .hasSize(Lineage.MAX_DEPTH);
    }
}
