package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.job.TableJobLists;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.job.JobLists;
import dev.tracks.usecase.job.JobLists.Shard;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists that jobs are about: each shard by itself, in pages, each record once. */
interface JobListsContract extends WithPorts {
    private JobLists lists() {
        return new TableJobLists(ports().table, Fixtures.PARTICIPANT_READER);
    }

    /** The records of a shard in pages of two. */
    private static <T> List<T> all(int shard, Function<Shard, Page<T>> read) {
        List<T> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = read.apply(new Shard(shard, cursor, 2));
            assertThat(page.data()).hasSizeLessThanOrEqualTo(2);
            found.addAll(page.data());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return found;
    }

    private static List<String> idsOfShard(int shard) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "p" + i)
                .filter(id -> Keys.shard(id) == shard)
                .limit(5)
                .toList();
    }

    @Test
    default void thePeopleAndTheInstancesOfAShardAreFoundOnceEach() {
        List<String> ids = idsOfShard(4);
        ids.forEach(id -> ports().with(Fixtures.person(id).build()).with(Fixtures.enrollment(id, "week-1", 1)));
        ports().with(Fixtures.enrollment(ids.get(0), "week-1", 2));
        ports().with(Fixtures.enrollment(ids.get(0), "month-1", 1));

        assertThat(all(4, lists()::participants)).extracting(Participant::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(all(4, shard -> lists().instances("week-1", shard)))
                .hasSize(6)
                .extracting(instance -> instance.ref().trackId())
                .containsOnly("week-1");
        assertThat(all(5, lists()::participants)).isEmpty();
        assertThat(all(4, shard -> lists().instances("leadership", shard))).isEmpty();
    }

    @Test
    default void theRunsOfAStepAreFoundFromATimeOnOldestFirst() {
        List<String> ids = idsOfShard(4);
        IntStream.range(0, 5).forEach(i -> ports().ledger.save(runAt(ids.get(i), i)));
        ports().ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s2", ids.get(0), 1)));

        assertThat(all(4, shard -> lists().runs("day-1", "s1", at(1), shard)))
                .extracting(run -> run.cause().participantId())
                .containsExactlyElementsOf(ids.subList(1, 5));
        assertThat(all(4, shard -> lists().runs("day-1", "s1", at(5), shard))).isEmpty();
    }

    private static Instant at(int second) {
        return Fixtures.NOW.plusSeconds(second);
    }

    private static Run runAt(String participantId, int second) {
        StepReached cause = Fixtures.cause("day-1", "s1", participantId, 1);
        Run skipped = RunFixtures.skipped(cause);
        return Run.of(cause, skipped.decision(), Optional.empty(), at(second), Optional.empty());
    }

    @Test
    default void refusedMessagesAreFoundFromATimeOnAndTestsAreNotAmongThem() {
        List<String> ids = idsOfShard(4);
        IntStream.range(0, 5).forEach(i -> list(MessageKind.REMINDER, ids.get(i), i));
        list(MessageKind.TEST, ids.get(0), 9);

        assertThat(all(4, shard -> lists().undeliverable(at(1), shard)))
                .extracting(Undeliverable::message)
                .extracting(MessageRef::participantId)
                .containsExactlyElementsOf(ids.subList(1, 5));
        assertThat(all(5, shard -> lists().undeliverable(at(0), shard))).isEmpty();
    }

    private void list(MessageKind kind, String participantId, int second) {
        MessageRef ref = new MessageRef(kind, participantId, "week-1", 1);
        ports().table.write(List.of(UndeliverableItem.put(ref, new Refusal(at(second), "slack", "not_in_channel"))));
    }
}
