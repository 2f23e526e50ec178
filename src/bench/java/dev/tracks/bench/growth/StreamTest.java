package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.growth.Stream.Records;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamTest {
    private final List<Integer> published = new ArrayList<>();
    private final Stream stream = new Stream(
            2,
            1,
            records -> new Workers(1, 100, 1, new Records(records) {
                @Override
                public boolean attempt(int person) {
                    return published.add(person);
                }

                @Override
                public void giveUp(int person) {
                    throw new IllegalStateException();
                }
            }));

    @Test
    void eachShardIsReadByItself() {
        stream.add(0, 1);
        stream.add(0, 2);
        stream.add(1, 3);
        stream.tick();

        assertThat(published).containsExactly(1, 3);
        assertThat(stream.size()).isEqualTo(1);
        assertThat(stream.concurrency()).isEqualTo(2);
    }

    @Test
    void theShardsOfASplitPartitionAreReadAfterItsOwn() {
        stream.add(0, 1);
        stream.add(0, 2);
        stream.add(1, 9);
        stream.split(List.of(0));
        stream.add(0, 3);
        stream.add(1, 4);
        stream.add(2, 10);

        assertThat(stream.concurrency()).isEqualTo(4);
        stream.tick();
        assertThat(published).containsExactly(1, 9);
        stream.tick();
        assertThat(published).contains(2).hasSizeGreaterThan(3);
        stream.tick();
        assertThat(published).containsExactlyInAnyOrder(1, 2, 3, 4, 9, 10);
        assertThat(stream.size()).isZero();
        assertThat(stream.concurrency()).isEqualTo(3);
    }
}
