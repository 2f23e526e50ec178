package dev.tracks.bench;

import dev.tracks.bench.Metering.FlowUsage;
import dev.tracks.bench.growth.input.Counts;
import dev.tracks.bench.growth.input.Footprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests, units and dollars as Markdown for the page. */
final class UnitsPage {
    private static final double GIGABYTES = BenchmarkEnvironment.MEMORY_MEGABYTES / 1024.0;

    private final List<FlowUsage> flows;
    private final Prices prices;

    UnitsPage(List<FlowUsage> flows, Prices prices) {
        this.flows = flows;
        this.prices = prices;
    }

    /** The function that responds, and the work that follows, by flow. */
    List<String> units() {
        List<String> lines = new ArrayList<>(List.of(
                "| outcome | requests until the answer | read | write | index | requests afterwards | read | write | index"
                        + " | SQS | events | schedules |",
                "|---|---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|"));
        for (FlowUsage flow : flows) {
            ResourceUsage answer = flow.answer();
            ResourceUsage after = flow.following();
            lines.add(Figures.row(
                    flow.name(),
                    answer.requestText(),
                    Figures.plain(answer.units().reads()),
                    answer.units().writes(),
                    answer.units().indexWrites(),
                    after.requestText(),
                    Figures.plain(after.units().reads()),
                    after.units().writes(),
                    after.units().indexWrites(),
                    after.sent(),
                    after.events(),
                    after.schedules()));
        }
        return lines;
    }

    /** Dollars for a million of each flow. */
    List<String> cost() {
        List<String> lines = new ArrayList<>(Figures.head(
                "a million of",
                "table",
                "indexes",
                "reads",
                "Lambda",
                "of it billed, ms each",
                "SQS",
                "HTTP, events, schedules",
                "logs",
                "of it bytes, each",
                "**dollars**"));
        flows.forEach(flow -> lines.add(costOf(flow)));
        lines.add("");
        lines.add("Prices as of " + prices.asOf() + ", " + prices.region() + ":");
        lines.add("");
        lines.addAll(prices.table());
        return lines;
    }

    private String costOf(FlowUsage flow) {
        Cost cost = Cost.ofMillion(flow.all(), prices, GIGABYTES);
        return Figures.row(
                flow.name(),
                Figures.dollars(cost.tables()),
                Figures.dollars(cost.indexes()),
                Figures.dollars(cost.reads()),
                Figures.dollars(cost.functions()),
                Figures.number(flow.all().billed()),
                Figures.dollars(cost.queues()),
                Figures.dollars(cost.others()),
                Figures.dollars(cost.logs()),
                flow.all().logged(),
                "**" + Figures.dollars(cost.total()) + "**");
    }

    /** The cost that grows with the number of people. */
    List<String> growth() {
        List<String> lines = new ArrayList<>(Figures.head(
                "people",
                "enrollments a year",
                "a second, mean",
                "at the peak",
                "in a delay of a week",
                "stored after a year, GB",
                "dollars a year"));
        for (long people = 1_000; people <= 1_000_000_000L; people *= 10) {
            CostProjection growth = new CostProjection(people, use(Flow.AUTOMATIC), use("deferral"), prices, GIGABYTES);
            lines.add(Figures.row(
                    "%,d".formatted(people),
                    "%,d".formatted(growth.enrollments()),
                    small(growth.perSecond()),
                    small(growth.peakPerSecond()),
                    "%,d".formatted(growth.waiting()),
                    small(growth.gigabytes()),
                    Figures.dollars(growth.dollars())));
        }
        return lines;
    }

    /** The requests and units of each function, for the simulation of growth. */
    Counts counts() {
        Map<String, Map<String, Footprint>> all = new LinkedHashMap<>();
        flows.forEach(flow -> all.put(flow.name(), flow.footprints()));
        return new Counts(all);
    }

    /** The floor of an automatic enrollment, and what the rest pays for. */
    List<String> floor() {
        FlowUsage flow = FlowUsage.named(Flow.AUTOMATIC, flows);
        return new FloorPage(flow.answer(), flow.following(), flow.writes(), prices).lines();
    }

    private ResourceUsage use(String name) {
        return FlowUsage.named(name, flows).all();
    }

    private static String small(double value) {
        return value < 0.01 ? "< 0.01" : Figures.number(value);
    }
}
