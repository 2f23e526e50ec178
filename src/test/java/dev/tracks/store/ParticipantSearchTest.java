package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cost of a search; {@link ParticipantSearchContract} tests its results. */
class ParticipantSearchTest {
    private final Ports ports = new Ports(new MemoryTable(Set.of(), images -> {}));
    private final CountedReads counted = new CountedReads(ports.table);

    private Directory.Page<Stored<Participant>> search(String text, Optional<String> cursor) {
        counted.reset();
        return new TableDirectory(counted, Fixtures.PARTICIPANT_READER).participants(text, 25, cursor);
    }

    @Test
    void aPageEndsEarlyIfAThousandPeopleDoNotMatchAllWords() {
        IntStream.range(1_000, 2_050)
                .forEach(number -> ports.with(
                        Fixtures.person("p" + number).named("Person Y").build()));
        ports.with(Fixtures.person("z").named("Person X").build());

        Directory.Page<Stored<Participant>> first = search("person x", Optional.empty());

        assertThat(first.data()).isEmpty();
        assertThat(first.nextCursor()).isPresent();
        assertThat(counted.queries()).isEqualTo(160);
        assertThat(counted.batches()).isEqualTo(10);

        Directory.Page<Stored<Participant>> second = search("person x", first.nextCursor());

        assertThat(second.data()).extracting(person -> person.value().id()).containsExactly("z");
        assertThat(second.nextCursor()).isEmpty();
        assertThat(counted.queries()).isEqualTo(16);
        assertThat(counted.batches()).isEqualTo(1);
    }

    @Test
    void aSearchForOneWordReadsOnePersonMoreThanThePageHolds() {
        IntStream.range(0, 40)
                .forEach(number ->
                        ports.with(Fixtures.person("p" + number).named("Person").build()));

        assertThat(search("per", Optional.empty()).data()).hasSize(25);

        assertThat(counted.queries()).isEqualTo(16);
        assertThat(counted.batches()).isEqualTo(1);
    }
}
