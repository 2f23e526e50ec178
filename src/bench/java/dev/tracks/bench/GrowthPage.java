package dev.tracks.bench;

import dev.tracks.bench.growth.Outcome;
import dev.tracks.bench.growth.Outcome.Backlogs;
import dev.tracks.bench.growth.Outcome.Minute;
import dev.tracks.bench.growth.Scenarios.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Simulated scenarios as Markdown for the page. */
final class GrowthPage {
    private static final List<Integer> MINUTES = List.of(1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360);
    private static final int SECONDS_A_MINUTE = 60;
    private static final int SECONDS_AN_HOUR = 3_600;
    private static final int THROTTLES = 3;

    private final List<Group> groups;

    /** @param groups the first one ends with the scenario whose minutes are shown */
    GrowthPage(List<Group> groups) {
        this.groups = groups;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(Figures.head(
                "",
                "throttled attempts, in this order",
                "most in the reached queue",
                "in the stream",
                "in the messages queue",
                "last enrollment",
                "half of the messages sent",
                "last message sent",
                "dead letters"));
        for (Group group : groups) {
            lines.add(Figures.row(group.title(), "", "", "", "", "", "", "", ""));
            group.outcomes().forEach(outcome -> lines.add(row(outcome)));
        }
        List<Outcome> first = groups.get(0).outcomes();
        Outcome shown = first.get(first.size() - 1);
        lines.add("");
        lines.add("As deployed, " + shown.scenario().name() + ", at the end of some minutes:");
        lines.add("");
        lines.addAll(minutes(shown.timeline()));
        return lines;
    }

    private static String row(Outcome outcome) {
        Backlogs peaks = outcome.peaks();
        Outcome.Ended ended = outcome.ended();
        return Figures.row(
                outcome.scenario().name(),
                throttled(outcome.throttled()),
                count(peaks.reached()),
                count(peaks.stream()),
                count(peaks.messages()),
                time(outcome.lastEnrolled()),
                time(outcome.halfSent()),
                ended.waiting() == 0 ? time(outcome.lastSent()) : count(ended.waiting()) + " wait",
                count(ended.deadReached() + ended.deadMessages()));
    }

    private static String throttled(Map<String, Long> attempts) {
        return attempts.isEmpty()
                ? "–"
                : attempts.entrySet().stream()
                        .limit(THROTTLES)
                        .map(entry -> "`%s` %,d".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String count(int number) {
        return "%,d".formatted(number);
    }

    /** {@code 12:05} for minutes and seconds, {@code 3 h 05} for more than an hour. */
    static String time(double seconds) {
        if (Double.isNaN(seconds)) {
            return "–";
        }
        long whole = Math.round(seconds);
        return whole < SECONDS_AN_HOUR
                ? "%d:%02d min".formatted(whole / SECONDS_A_MINUTE, whole % SECONDS_A_MINUTE)
                : "%d:%02d h".formatted(whole / SECONDS_AN_HOUR, whole % SECONDS_AN_HOUR / SECONDS_A_MINUTE);
    }

    private static List<String> minutes(List<Minute> timeline) {
        List<String> lines = new ArrayList<>(Figures.head(
                "minute",
                "enrolled",
                "messages sent",
                "in the reached queue",
                "in the stream",
                "in the messages queue",
                "partitions of the table",
                "throttled attempts so far"));
        for (Minute minute : timeline) {
            if (MINUTES.contains(minute.minute()) || minute == timeline.get(timeline.size() - 1)) {
                lines.add(Figures.row(
                        minute.minute(),
                        count(minute.enrolled()),
                        count(minute.sent()),
                        count(minute.backlogs().reached()),
                        count(minute.backlogs().stream()),
                        count(minute.backlogs().messages()),
                        minute.partitions(),
                        "%,d".formatted(minute.throttled())));
            }
        }
        return lines;
    }
}
