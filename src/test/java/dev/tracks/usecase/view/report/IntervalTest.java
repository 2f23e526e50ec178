package dev.tracks.usecase.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.usecase.view.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IntervalTest {
    /** 1970 to 2100. */
    private static final long LAST_SECOND = 4_102_444_800L;

    private static Period period(String from, String to) {
        return new Period(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void daysBeginAtMidnightInUtc() {
        assertThat(Interval.DAY.divide(period("2025-03-01T12:00:00Z", "2025-03-03T00:00:00.001Z")))
                .containsExactly(
                        period("2025-03-01T12:00:00Z", "2025-03-02T00:00:00Z"),
                        period("2025-03-02T00:00:00Z", "2025-03-03T00:00:00Z"),
                        period("2025-03-03T00:00:00Z", "2025-03-03T00:00:00.001Z"));
    }

    /** 3 March 2025 is a Monday. */
    @Test
    void weeksBeginOnMonday() {
        assertThat(Interval.WEEK.divide(period("2025-03-02T00:00:00Z", "2025-03-17T00:00:00Z")))
                .containsExactly(
                        period("2025-03-02T00:00:00Z", "2025-03-03T00:00:00Z"),
                        period("2025-03-03T00:00:00Z", "2025-03-10T00:00:00Z"),
                        period("2025-03-10T00:00:00Z", "2025-03-17T00:00:00Z"));
    }

    @Test
    void monthsBeginOnTheirFirstDay() {
        assertThat(Interval.MONTH.divide(period("2024-01-31T00:00:00Z", "2024-03-15T00:00:00Z")))
                .containsExactly(
                        period("2024-01-31T00:00:00Z", "2024-02-01T00:00:00Z"),
                        period("2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"),
                        period("2024-03-01T00:00:00Z", "2024-03-15T00:00:00Z"));
    }

    @Test
    void aPeriodHasAtMostAHundredParts() {
        assertThat(Interval.DAY.divide(period("2025-01-01T00:00:00Z", "2025-04-11T00:00:00Z")))
                .hasSize(100);
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> Interval.DAY.divide(period("2025-01-01T00:00:00Z", "2025-04-11T00:00:00.001Z")))
                .returns("interval", InvalidFieldException::field);
    }

    @Property
    void thePartsCoverThePeriodWithoutGapsAndOverlaps(
            @ForAll Interval interval,
            @ForAll @LongRange(max = LAST_SECOND) long from,
            @ForAll @IntRange(min = 1, max = 98 * 86_400) int seconds) {
        Instant start = Instant.ofEpochSecond(from);
        Period whole = new Period(start, start.plusSeconds(seconds));

        List<Period> parts = interval.divide(whole);

        assertThat(parts.get(0).from()).isEqualTo(whole.from());
        assertThat(parts.get(parts.size() - 1).to()).isEqualTo(whole.to());
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
        }
        assertThat(parts)
                .allMatch(part -> Duration.between(part.from(), part.to()).compareTo(Duration.ofDays(31)) <= 0);
    }
}
