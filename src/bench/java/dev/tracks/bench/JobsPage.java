package dev.tracks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Time, requests and dollars of jobs as Markdown for the page. */
final class JobsPage {
    private static final double GIGABYTES = BenchmarkEnvironment.MEMORY_MEGABYTES / 1024.0;

    private final JobsMeasured measured;
    private final Prices prices;

    JobsPage(JobsMeasured measured, Prices prices) {
        this.measured = measured;
        this.prices = prices;
    }

    List<String> lines() {
        int rows = measured.jobs().get(0).rows();
        List<String> lines = new ArrayList<>();
        lines.add("Counted in memory for all %,d rows of each job. All counts are for one row.".formatted(rows));
        lines.add("");
        lines.addAll(counts());
        lines.add("");
        lines.add("Dollars. *Lambda* is computed from the counted invocations and the times below.");
        lines.add("");
        lines.addAll(dollars(rows));
        lines.add("");
        lines.add(("Timed on the wire for %,d rows of each job, one invocation at a time, with the local database. "
                        + "*A page* is an invocation of `jobs` with 50 rows, *a batch* one of `relay` with 50 stream "
                        + "records.")
                .formatted(measured.timedRows()));
        lines.add("");
        lines.addAll(times());
        return lines;
    }

    private List<String> counts() {
        List<String> lines = new ArrayList<>(List.of(
                "| job | requests of `jobs` | read | write | index | requests of `relay` | read | write | index"
                        + " | SQS | events | pages | batches | stored, bytes |",
                "|---|---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|"));
        for (JobUsage job : measured.jobs()) {
            lines.add(Figures.row(
                    job.name(),
                    requests(job.pages(), job.rows()),
                    each(job.pages().units().reads(), job),
                    each(job.pages().units().writes(), job),
                    each(job.pages().units().indexWrites(), job),
                    requests(job.relay(), job.rows()),
                    each(job.relay().units().reads(), job),
                    each(job.relay().units().writes(), job),
                    each(job.relay().units().indexWrites(), job),
                    each(job.all().sent(), job),
                    each(job.all().events(), job),
                    each(job.pageCount(), job),
                    each(job.batchCount(), job),
                    Figures.number((double) job.all().stored() / job.rows())));
        }
        return lines;
    }

    private static String requests(ResourceUsage use, int rows) {
        return use.requests().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> decimals((double) entry.getValue() / rows) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String each(double total, JobUsage job) {
        return decimals(total / job.rows());
    }

    /** Three decimals, because a page has many rows. */
    static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }

    private List<String> dollars(int rows) {
        List<String> lines = new ArrayList<>(Figures.head(
                "a million rows of",
                "table",
                "indexes",
                "reads",
                "Lambda",
                "SQS",
                "events",
                "logs",
                "**dollars**",
                "a page",
                "%,d rows".formatted(rows)));
        for (JobUsage job : measured.jobs()) {
            Cost all = Cost.ofMillion(job.all(), prices, GIGABYTES);
            lines.add(Figures.row(
                    job.name(),
                    Figures.dollars(all.tables() / job.rows()),
                    Figures.dollars(all.indexes() / job.rows()),
                    Figures.dollars(all.reads() / job.rows()),
                    Figures.dollars(all.functions() / job.rows()),
                    Figures.dollars(all.queues() / job.rows()),
                    Figures.dollars(all.others() / job.rows()),
                    Figures.dollars(all.logs() / job.rows()),
                    "**" + Figures.dollars(all.total() / job.rows()) + "**",
                    String.format(Locale.ROOT, "$%.5f", all.total() / 1e6 / job.pageCount()),
                    Figures.dollars(all.total() / 1e6)));
        }
        return lines;
    }

    private List<String> times() {
        List<String> lines = new ArrayList<>(Figures.head(
                "job",
                "full pages timed",
                "a page, ms",
                "p25 – p75",
                "a row, ms",
                "a batch, ms",
                "p25 – p75",
                "one lane, rows a second",
                "all timed rows, s"));
        for (JobUsage job : measured.jobs()) {
            Spread pages = Spread.ofMillis(job.times().pages());
            Spread batches = Spread.ofMillis(job.times().batches());
            double page = pages.median();
            lines.add(Figures.row(
                    job.name(),
                    pages.size(),
                    Figures.number(page),
                    quartiles(pages),
                    Figures.number(page / JobFleet.BATCH),
                    Figures.number(batches.median()),
                    quartiles(batches),
                    Figures.number(1000 * JobFleet.BATCH / page),
                    Figures.number(job.times().total().toMillis() / 1000.0)));
        }
        return lines;
    }

    private static String quartiles(Spread spread) {
        return Figures.number(spread.percentile(25)) + " – " + Figures.number(spread.percentile(75));
    }
}
