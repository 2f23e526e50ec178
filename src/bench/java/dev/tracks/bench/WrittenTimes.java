package dev.tracks.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces the times of this run in a text by numbers in their order, so that two runs can be compared. */
final class WrittenTimes {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    /** Seeded items are an hour old, due times are days ahead. */
    private static final Duration NEAR = Duration.ofMinutes(20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private WrittenTimes() {}

    static String masked(String text) {
        return masked(text, Instant.now());
    }

    static String masked(String text, Instant now) {
        List<Instant> near = TIME.matcher(text)
                .results()
                .map(match -> Instant.parse(match.group()))
                .filter(time -> isNear(time, now))
                .distinct()
                .sorted()
                .toList();
        return TIME.matcher(text).replaceAll(match -> numbered(match, near));
    }

    /** The due time of a {@code pending} marker is a minute after another time. */
    private static String numbered(MatchResult match, List<Instant> near) {
        Instant time = Instant.parse(match.group());
        int minuteAfter = near.indexOf(time.minus(MINUTE));
        int number = near.indexOf(time);
        return minuteAfter >= 0 ? "T" + minuteAfter + "+1M" : number >= 0 ? "T" + number : match.group();
    }

    private static boolean isNear(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(NEAR) < 0;
    }
}
