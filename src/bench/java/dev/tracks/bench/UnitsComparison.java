package dev.tracks.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Two versions of {@code docs/benchmark.md}, side by side: what each outcome needs and costs, as Markdown.
 *
 * @param before the text of the earlier page
 * @param after the text of the page to compare it with
 */
record UnitsComparison(String before, String after) {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    /** The columns of the table of units: first until the answer, then afterwards. */
    private static final int[] REQUESTS = {1, 5};

    private static final int[] READS = {2, 6};
    private static final int[] WRITES = {3, 7};
    private static final int[] INDEXES = {4, 8};

    /** @param perGigabyte the price of a gigabyte of logs, which the pages' dollars contain */
    List<String> lines(double perGigabyte) {
        Map<String, List<String>> unitsBefore = table(before, "units");
        Map<String, List<String>> costBefore = table(before, "cost");
        Map<String, List<String>> costAfter = table(after, "cost");
        List<String> lines = new ArrayList<>(
                Figures.head("before → after", "requests", "read", "write", "index", "log bytes", "dollars a million"));
        table(after, "units").forEach((name, now) -> {
            if (unitsBefore.containsKey(name)) {
                List<String> old = unitsBefore.get(name);
                lines.add(Figures.row(
                        name,
                        sum(old, REQUESTS) + " → " + sum(now, REQUESTS),
                        sum(old, READS) + " → " + sum(now, READS),
                        sum(old, WRITES) + " → " + sum(now, WRITES),
                        sum(old, INDEXES) + " → " + sum(now, INDEXES),
                        logged(costBefore.get(name), before, perGigabyte) + " → "
                                + logged(costAfter.get(name), after, perGigabyte),
                        last(costBefore.get(name)) + " → **" + last(costAfter.get(name)) + "**"));
            }
        });
        return lines;
    }

    /** The cells of each row, by its first cell. */
    private static Map<String, List<String>> table(String page, String part) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String line : part(page, part).split("\n\n")[0].split("\n")) {
            List<String> cells = cells(line);
            if (cells.size() > 2) {
                rows.put(cells.get(0), cells);
            }
        }
        rows.keySet().removeIf(name -> name.startsWith("---") || name.equals("outcome") || name.equals("a million of"));
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
    }

    /** @throws IllegalArgumentException if the page has no such part */
    private static String part(String page, String part) {
        Matcher found = Pattern.compile("(?s)<!-- " + part + " -->\n(.*?)<!-- /" + part + " -->")
                .matcher(page);
        if (!found.find()) {
            throw new IllegalArgumentException("not a page with the part " + part);
        }
        return found.group(1);
    }

    /** The sum of all numbers in these cells: a cell can name several requests. */
    private static String sum(List<String> row, int... columns) {
        double sum = IntStream.of(columns)
                .mapToObj(row::get)
                .flatMap(cell -> NUMBER.matcher(cell).results())
                .mapToDouble(match -> Double.parseDouble(match.group()))
                .sum();
        return Figures.plain(sum);
    }

    /** To two bytes: the page has their dollars with three decimals. */
    private static long logged(List<String> row, String page, double perGigabyte) {
        int column = cells(part(page, "cost").split("\n")[0]).indexOf("logs");
        return Math.round(Double.parseDouble(row.get(column).substring(1)) / perGigabyte * 1000);
    }

    private static String last(List<String> row) {
        return row.get(row.size() - 1).replace("*", "");
    }
}
