package dev.tracks.bench;

import dev.tracks.bench.Metering.FlowUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The goals for requests and dollars, judged by the counted usage, as Markdown. */
final class CostGoals {
    private static final String REQUESTS = "1 BatchGetItem, 1 TransactWriteItems";
    private static final double GIGABYTES = BenchmarkEnvironment.MEMORY_MEGABYTES / 1024.0;

    private final List<FlowUsage> flows;
    private final Prices prices;

    CostGoals(List<FlowUsage> flows, Prices prices) {
        this.flows = flows;
        this.prices = prices;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(Figures.head("goal", "at most", "measured", ""));
        String requests = FlowUsage.named(Flow.AUTOMATIC, flows).answer().requestText();
        lines.add(Figures.row(
                "requests until the answer to an automatic enrollment",
                REQUESTS,
                requests,
                Figures.verdict(requests.equals(REQUESTS))));
        lines.add(dollars("a million automatic enrollments", 8.00, Flow.AUTOMATIC));
        lines.add(dollars("a million skips", 3.50, Flow.SKIP));
        lines.add(dollars("a million invitations plus joins", 20.00, Flow.INVITATION, Flow.JOIN));
        return lines;
    }

    private String dollars(String what, double most, String... names) {
        double cost = Stream.of(names)
                .map(name -> FlowUsage.named(name, flows).all())
                .mapToDouble(use -> Cost.ofMillion(use, prices, GIGABYTES).total())
                .sum();
        return Figures.row(what, Figures.dollars(most), Figures.dollars(cost), Figures.verdict(cost <= most));
    }
}
