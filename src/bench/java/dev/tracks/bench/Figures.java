package dev.tracks.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats numbers and tables for people. */
final class Figures {
    /** A megabyte as AWS counts it. */
    static final int MEGABYTE = 1 << 20;

    private Figures() {}

    /** Three significant digits, or all digits before the decimal point. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String times(double ratio) {
        return number(ratio) + " ×";
    }

    /** All digits, without decimals if there are none. */
    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** Whether a goal is met. */
    static String verdict(boolean met) {
        return met ? "met" : "**missed**";
    }

    static String dollars(double value) {
        return String.format(Locale.ROOT, value < 0.995 ? "$%.3f" : "$%,.2f", value);
    }

    static String megabytes(double bytes) {
        return number(bytes / MEGABYTE);
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** A table's first two lines: the first column is text, the others are numbers. */
    static List<String> head(String... titles) {
        String line = Arrays.stream(titles).skip(1).map(title -> "---:|").collect(Collectors.joining("", "|---|", ""));
        return List.of(row((Object[]) titles), line);
    }
}
