package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Scenario.Source;
import dev.tracks.bench.growth.input.Counts;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Footprint;
import java.util.List;
import java.util.Map;

/** The scenarios of the page: 1,000,000 people reach a step within ten minutes, and variations of it. */
public final class Scenarios {
    /** The counted flow. */
    public static final String FLOW = "automatic enrollment";

    private static final int MILLION = 1_000_000;
    private static final int TEN_MINUTES = 600;
    private static final int MANY_TRACKS = 100;
    /** As many partitions as the default quota needs. */
    private static final int WARM = Aws.TABLE_UNITS / Aws.PARTITION_WRITES;

    private static final int MORE_BATCHES = 100;
    private static final int MORE_DELIVERIES = 100;
    private static final int MORE_SHARDS = 64;

    /**
     * Scenarios with a title.
     *
     * @param title of the group, in Markdown
     */
    public record Group(String title, List<Outcome> outcomes) {}

    private final Map<String, Footprint> flow;
    private final Deployment deployment;
    private final Setup deployed;
    private final Setup raised;

    /** @param shards of each list in an index, in the program */
    public Scenarios(Counts counts, Deployment deployment, int shards) {
        this.flow = Map.of(
                "step", counts.of(FLOW, "step"),
                "relay", counts.of(FLOW, "relay"),
                "deliver", counts.of(FLOW, "deliver"));
        this.deployment = deployment;
        this.deployed = Setup.deployed(deployment, shards);
        this.raised = deployed.warmed(WARM).concurrent(MORE_BATCHES, MORE_DELIVERIES);
    }

    public List<Group> run() {
        return List.of(
                new Group("**As deployed**: a new table and the template's limits; one track", deployed()),
                new Group("**Remedies**, 1,000,000 starts in the reached queue", remedies()),
                new Group("**Other sources**, 1,000,000 starts", sources()),
                new Group("**Channels**, 1,000,000 starts in the reached queue, warm", channels()),
                new Group("**Assumptions**, 1,000,000 starts in the reached queue", assumptions()));
    }

    private List<Outcome> deployed() {
        return List.of(
                run(queue("10,000 starts", 10_000, 1, deployed)),
                run(queue("100,000 starts", 100_000, 1, deployed)),
                run(queue("1,000,000 starts", MILLION, 1, deployed)));
    }

    private List<Outcome> remedies() {
        return List.of(
                run(queue("100 tracks", MILLION, MANY_TRACKS, deployed)),
                run(queue("warm: 40,000 write units a second", MILLION, 1, deployed.warmed(WARM))),
                run(queue(
                        "concurrency: 100 `batch`, 100 `deliver`",
                        MILLION,
                        1,
                        deployed.concurrent(MORE_BATCHES, MORE_DELIVERIES))),
                run(queue("both", MILLION, 1, raised)),
                run(queue("both, 100 tracks", MILLION, MANY_TRACKS, raised)),
                run(queue("both, 64 shards of each list", MILLION, 1, raised.sharded(MORE_SHARDS))));
    }

    private List<Outcome> sources() {
        return List.of(
                run(invoked("invocations in ten minutes, as deployed", TEN_MINUTES, deployed)),
                run(invoked("invocations in ten minutes, both remedies", TEN_MINUTES, raised)),
                run(invoked("schedules due at 09:00, as deployed", MILLION / Aws.SCHEDULES, deployed)),
                run(invoked("schedules due at 09:00, both remedies", MILLION / Aws.SCHEDULES, raised)));
    }

    private List<Outcome> channels() {
        Setup warm = deployed.warmed(WARM);
        return List.of(
                run(to("SES, 500 a second; 100 `deliver`", ChannelLimit.ses(500), raised)),
                run(to("SES, 14 a second", ChannelLimit.ses(14), warm)),
                run(to("SES, 14 a second; 100 `deliver`", ChannelLimit.ses(14), raised)),
                run(to("Slack, one workspace", ChannelLimit.SLACK, warm)));
    }

    private List<Outcome> assumptions() {
        return List.of(
                run(queue("as deployed, a split takes 5 minutes", MILLION, 1, deployed.splitAfter(300))),
                run(queue("as deployed, a split takes 30 minutes", MILLION, 1, deployed.splitAfter(1_800))),
                run(queue("as deployed, all requests take twice as long", MILLION, 1, deployed.slower(2))),
                run(queue("both remedies, a split takes 5 minutes", MILLION, 1, raised.splitAfter(300))),
                run(queue("both remedies, all requests take twice as long", MILLION, 1, raised.slower(2))));
    }

    private Scenario queue(String name, int starts, int tracks, Setup setup) {
        return new Scenario(name, starts, TEN_MINUTES, Source.QUEUE, tracks, setup, ChannelLimit.LOG);
    }

    private static Scenario invoked(String name, int seconds, Setup setup) {
        return new Scenario(name, MILLION, seconds, Source.INVOCATION, 1, setup, ChannelLimit.LOG);
    }

    private static Scenario to(String name, ChannelLimit channel, Setup setup) {
        return new Scenario(name, MILLION, TEN_MINUTES, Source.QUEUE, 1, setup, channel);
    }

    private Outcome run(Scenario scenario) {
        return new Simulation(scenario, deployment, flow).run();
    }
}
