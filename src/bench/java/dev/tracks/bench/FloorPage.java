package dev.tracks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The floor of an enrollment's cost as Markdown, then what each further part costs and which promise needs it. The parts
 * add up to the total.
 */
final class FloorPage {
    /** A row of the table: dollars for a million. */
    record Part(String what, String count, double dollars, String promise) {}

    private static final double MEGABYTES = BenchmarkEnvironment.MEMORY_MEGABYTES;

    private final ResourceUsage answer;
    private final ResourceUsage following;
    private final ResourceUsage all;
    private final WritePurposes writes;
    private final Prices prices;
    private final Cost cost;

    FloorPage(ResourceUsage answer, ResourceUsage following, WritePurposes writes, Prices prices) {
        this.answer = answer;
        this.following = following;
        this.all = answer.plus(following);
        this.writes = writes;
        this.prices = prices;
        this.cost = Cost.ofMillion(all, prices, MEGABYTES / 1024);
    }

    /** Two conditional writes in a transaction, their stream record, one message and one event. */
    List<Part> floor() {
        return List.of(
                write(Purpose.TRANSACTION),
                new Part(
                        "stream record, read by Lambda", "1", prices.of("streamReads"), "only what is written is sent"),
                priced(
                        "a message: send, receive, delete",
                        all.sent() * 3,
                        "millionQueueRequests",
                        "the person gets the message"),
                priced("a domain event", all.events(), "millionEvents", "other programs get the event"));
    }

    /** All that costs more than the floor. */
    List<Part> rest() {
        List<Part> parts = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            if (purpose != Purpose.TRANSACTION && writes.of(purpose) > 0) {
                parts.add(write(purpose));
            }
        }
        parts.add(reads("reads until the answer", answer, "the decision is made with current records"));
        parts.add(reads(
                "reads afterwards",
                following,
                "reached steps, invitations that lost their purpose; the message as it is now"));
        parts.add(priced("Lambda: requests", all.allInvocations(), "millionInvocations", "answer, publish, send"));
        parts.add(new Part(
                "Lambda: duration, with %,.0f MB".formatted(MEGABYTES),
                Figures.number(all.billed()) + " ms",
                duration(),
                "the same"));
        parts.add(new Part(
                "logs", all.logged() + " bytes", cost.logs(), "what happened is searchable, and counted by alarms"));
        return parts;
    }

    private Part write(Purpose purpose) {
        return priced(purpose.what(), writes.of(purpose), "millionWrites", purpose.promise());
    }

    private Part reads(String what, ResourceUsage use, String promise) {
        double units = use.units().reads();
        return new Part(what, Figures.plain(units), units * prices.of("millionReads"), promise);
    }

    private Part priced(String what, int count, String price, String promise) {
        return new Part(what, String.valueOf(count), count * prices.of(price), promise);
    }

    private double duration() {
        return 1e6 * all.billed() / 1000 * MEGABYTES / 1024 * prices.of("gigabyteSecond");
    }

    /** @throws IllegalStateException if the parts do not add up to the total */
    List<String> lines() {
        double floor = sum(floor());
        if (Math.abs(floor + sum(rest()) - cost.total()) > 1e-9) {
            throw new IllegalStateException("the parts are " + (floor + sum(rest())) + ", the total " + cost.total());
        }
        List<String> lines = new ArrayList<>(
                List.of("| a million automatic enrollments | each | dollars | needed for |", "|---|---:|---:|---|"));
        floor().forEach(part -> lines.add(row(part)));
        lines.add(Figures.row("**the floor**", "", bold(floor), ""));
        rest().forEach(part -> lines.add(row(part)));
        lines.add(Figures.row("**total**", "", bold(cost.total()), ""));
        lines.add("");
        lines.add(
                "Counts without a unit are write units, read units, requests or events. Lambda's duration is that of the JVM"
                        + " package, measured as above, with the memory that the template has by default.");
        return lines;
    }

    private static String row(Part part) {
        return Figures.row(part.what(), part.count(), Figures.dollars(part.dollars()), part.promise());
    }

    private static String bold(double dollars) {
        return "**" + Figures.dollars(dollars) + "**";
    }

    static double sum(List<Part> parts) {
        return parts.stream().mapToDouble(Part::dollars).sum();
    }
}
