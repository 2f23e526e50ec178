package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tracks.bench.growth.Outcome.Ended;
import dev.tracks.bench.growth.Scenario.Source;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Deployment.Consumer;
import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** A decision of 20 ms, a publication of 10 ms and a delivery of 10 ms. */
    private static final Map<String, Footprint> FLOW = Map.of(
            "step", footprint(Map.of("TransactWriteItems", 1, "BatchGetItem", 1, "GetItem", 0), 6),
            "relay", footprint(Map.of("UpdateItem", 1), 1),
            "deliver", footprint(Map.of("UpdateItem", 2), 2));

    private static final Deployment DEPLOYMENT =
            new Deployment(new Consumer(20, 360, 5), new Consumer(5, 180, 8), 4, 2);

    private static final Setup DEPLOYED = Setup.deployed(DEPLOYMENT, 16);

    @Test
    void aRecordTakesItsRequestsAndAMillisecond() {
        assertThat(Times.millis(FLOW.get("step"))).isEqualTo(16);
        assertThat(Times.millis(footprint(Map.of("SendMessage", 1, "PutEvents", 2, "Query", 3), 0)))
                .isEqualTo(1 + 10 + 20 + 15);
    }

    @Test
    void aQueueDrainsAtTheRateOfItsInstances() {
        // Two instances with 16 ms for each record: 125 a second.
        Outcome outcome = run(queue(1_000, 1, DEPLOYED.warmed(40).concurrent(2, 5), ChannelLimit.LOG));

        assertThat(outcome.lastEnrolled()).isBetween(8.0, 8.1);
        assertThat(outcome.throttled()).isEmpty();
        assertThat(outcome.peaks().reached()).isBetween(870, 880);
    }

    @Test
    void everyoneGetsOneMessageAtTheRateOfTheChannel() {
        // Ten a second; after seven receives, about seven seconds, the rest is held until the minute.
        Outcome outcome = run(queue(100, 1, DEPLOYED, new ChannelLimit(10, 1, 0)));

        assertThat(outcome.ended()).isEqualTo(new Ended(100, 0, 0, 0));
        assertThat(outcome.halfSent()).isBetween(4.5, 6.0);
        assertThat(outcome.lastSent()).isBetween(60.0, 69.0);
    }

    @Test
    void heldMessagesComeBackEachMinuteFourASecond() {
        // One a second, and all that come back within seven more seconds: about 8, 30, 22, 16, 12, 9 and 3 a minute.
        Outcome outcome = run(queue(100, 1, DEPLOYED, new ChannelLimit(1, 1, 0)));

        assertThat(outcome.ended()).isEqualTo(new Ended(100, 0, 0, 0));
        assertThat(outcome.timeline().get(0).sent()).isBetween(6, 9);
        assertThat(outcome.timeline().get(1).sent()).isBetween(35, 41);
        assertThat(outcome.lastSent()).isBetween(361.0, 368.0);
        assertThat(outcome.peaks().messages()).isBetween(97, 99);
    }

    @Test
    void aNewTableEnrollsAsManyAsItsPartitionsAcceptAndThrottlesTheRest() {
        Outcome outcome = run(queue(20_000, 10, DEPLOYED, ChannelLimit.LOG));

        // Four partitions of 1,000 writes, nine for each person, are at most 444 people a second.
        assertThat(outcome.throttled().keySet()).containsExactly("TABLE USER#");
        assertThat(outcome.lastSent()).isGreaterThan(20_000 / 444.0);
        assertThat(outcome.ended()).isEqualTo(new Ended(20_000, 0, 0, 0));
    }

    @Test
    void aWarmTableThrottlesNothing() {
        Outcome outcome = run(queue(20_000, 20, DEPLOYED.warmed(40), ChannelLimit.LOG));

        assertThat(outcome.throttledAttempts()).isZero();
        assertThat(outcome.lastEnrolled()).isEqualTo(20, within(0.2));
    }

    @Test
    void anIndexAtItsLimitThrottlesTheTable() {
        Footprint listed = new Footprint(Map.of("PutItem", 1), List.of(new KeyUnits("GSI1", "TRACK", 0, 10)));
        Map<String, Footprint> flow =
                Map.of("step", listed, "relay", FLOW.get("relay"), "deliver", FLOW.get("deliver"));
        Scenario scenario = queue(20_000, 5, DEPLOYED.warmed(1).splitAfter(1_000_000), ChannelLimit.LOG);
        Outcome outcome = new Simulation(scenario, DEPLOYMENT, flow).run();

        // One partition of 1,000 units, ten for each person.
        assertThat(outcome.throttled().keySet()).first().isEqualTo("GSI1 TRACK#");
        assertThat(outcome.lastEnrolled()).isGreaterThanOrEqualTo(199);
    }

    @Test
    void nobodyIsLostIfInvocationsOverloadTheTable() {
        Outcome outcome = run(new Scenario("", 50_000, 10, Source.INVOCATION, 1, DEPLOYED, ChannelLimit.LOG));

        assertThat(outcome.ended().deadReached()).isPositive();
        assertThat(outcome.ended().sent() + outcome.ended().deadReached()).isEqualTo(50_000);
        assertThat(outcome.ended().waiting()).isZero();
    }

    @Test
    void aSplitShortensTheScenario() {
        Outcome late = run(queue(50_000, 10, DEPLOYED.splitAfter(1_000), ChannelLimit.LOG));
        Outcome soon = run(queue(50_000, 10, DEPLOYED.splitAfter(10), ChannelLimit.LOG));

        assertThat(soon.timeline().get(0).enrolled())
                .isGreaterThan(late.timeline().get(0).enrolled() * 3 / 2);
        assertThat(last(late.timeline()).partitions()).isEqualTo(4);
        assertThat(last(soon.timeline()).partitions()).isGreaterThan(4);
    }

    @Test
    void theSameScenarioHasTheSameOutcome() {
        Scenario scenario = queue(20_000, 10, DEPLOYED, ChannelLimit.LOG);

        assertThat(run(scenario)).isEqualTo(run(scenario));
    }

    @Test
    void eachMinuteAccountsForEveryone() {
        Outcome outcome = run(queue(60_000, 60, DEPLOYED, ChannelLimit.LOG));

        assertThat(outcome.timeline())
                .hasSizeGreaterThan(2)
                .allSatisfy(minute ->
                        assertThat(minute.sent() + minute.backlogs().sum()).isEqualTo(60_000));
        assertThat(last(outcome.timeline()).throttled()).isEqualTo(outcome.throttledAttempts());
    }

    @Test
    void keysAreSpreadOverTheirPartitions() {
        long inFirstQuarter = LongStream.range(0, 10_000)
                .map(i -> Hash.of((int) i))
                .filter(hash -> hash < Partitions.HASHES / 4)
                .count();

        assertThat(inFirstQuarter).isBetween(2_400L, 2_600L);
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static Scenario queue(int starts, int seconds, Setup setup, ChannelLimit channel) {
        return new Scenario("", starts, seconds, Source.QUEUE, 1, setup, channel);
    }

    private static Outcome run(Scenario scenario) {
        return new Simulation(scenario, DEPLOYMENT, FLOW).run();
    }

    private static Footprint footprint(Map<String, Integer> requests, int writes) {
        return new Footprint(requests, List.of(new KeyUnits(Footprint.TABLE, "USER", 0, writes)));
    }
}
