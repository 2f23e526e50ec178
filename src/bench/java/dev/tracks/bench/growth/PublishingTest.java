package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.growth.Scenario.Source;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Deployment.Consumer;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static final Deployment DEPLOYMENT = new Deployment(new Consumer(1, 1, 1), new Consumer(1, 1, 1), 1, 0);
    private static final Scenario SCENARIO =
            new Scenario("", 2, 1, Source.QUEUE, 1, new Setup(1, 1_000_000, 16, 1, 1, 1), ChannelLimit.LOG);

    private final SimulatedTable table = new SimulatedTable(People.of(2, 1, 16), SCENARIO.setup());
    private final List<Integer> published = new ArrayList<>();

    private Publishing publishing(int writes) {
        Footprint footprint =
                new Footprint(Map.of("UpdateItem", 1), List.of(new KeyUnits(Footprint.TABLE, "USER", 0, writes)));
        return new Publishing(SCENARIO, DEPLOYMENT, footprint, table, published::add);
    }

    private void seconds(Publishing publishing, int seconds) {
        for (int i = 0; i < seconds * Bucket.TICKS; i++) {
            table.tick();
            publishing.tick();
        }
    }

    @Test
    void aRecordIsRepeatedAsLongAsRelayRepeatsItAndThenLeftToTheSweep() {
        Publishing publishing = publishing(Integer.MAX_VALUE);
        publishing.add(0);
        publishing.add(1);

        seconds(publishing, Publishing.REPEATED_SECONDS - 10);
        assertThat(publishing.leftToSweep()).isZero();

        seconds(publishing, 20);
        assertThat(publishing.leftToSweep()).isEqualTo(2);
        assertThat(published).isEmpty();
        assertThat(Publishing.REPEATED_SECONDS).isEqualTo((int) StreamPublisher.REPEATED_FOR.toSeconds());
    }

    @Test
    void aRecordThatIsServedIsPublishedOnce() {
        Publishing publishing = publishing(1);
        publishing.add(0);
        publishing.add(1);

        seconds(publishing, 1);

        assertThat(published).containsExactly(0, 1);
        assertThat(publishing.size()).isZero();
    }
}
