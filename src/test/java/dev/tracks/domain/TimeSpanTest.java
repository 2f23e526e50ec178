package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a day before the clocks go forward keeps the wall time  | Europe/Berlin    | 2026-03-28T10:00+01:00 |   1 | days    | 2026-03-29T10:00+02:00
            24 hours before the clocks go forward do not            | Europe/Berlin    | 2026-03-28T10:00+01:00 |  24 | hours   | 2026-03-29T11:00+02:00
            a day before the clocks go back keeps the wall time     | Europe/Berlin    | 2026-10-24T10:00+02:00 |   1 | days    | 2026-10-25T10:00+01:00
            24 hours before the clocks go back do not               | Europe/Berlin    | 2026-10-24T10:00+02:00 |  24 | hours   | 2026-10-25T09:00+01:00
            minutes pass through a gap                              | Europe/Berlin    | 2026-03-29T01:50+01:00 |  20 | minutes | 2026-03-29T03:10+02:00
            minutes pass through an overlap                         | Europe/Berlin    | 2026-10-25T02:50+02:00 |  20 | minutes | 2026-10-25T02:10+01:00
            a wall time in a gap moves forward by the gap           | Europe/Berlin    | 2026-03-28T02:30+01:00 |   1 | days    | 2026-03-29T03:30+02:00
            the same a week later                                   | Europe/Berlin    | 2026-03-22T02:30+01:00 |   1 | weeks   | 2026-03-29T03:30+02:00
            a wall time in an overlap is the earlier                | Europe/Berlin    | 2026-10-24T02:30+02:00 |   1 | days    | 2026-10-25T02:30+02:00
            from the later time of an overlap a day is 24 hours     | Europe/Berlin    | 2026-10-25T02:30+01:00 |   1 | days    | 2026-10-26T02:30+01:00
            0 days from the later time of an overlap add nothing    | Europe/Berlin    | 2026-10-25T02:30+01:00 |   0 | days    | 2026-10-25T02:30+01:00
            New York has its own gap                                | America/New_York | 2026-03-07T02:30-05:00 |   1 | days    | 2026-03-08T03:30-04:00
            New York has its own overlap                            | America/New_York | 2026-10-31T01:30-04:00 |   1 | days    | 2026-11-01T01:30-04:00
            Apia skipped a day: it counts, the next one is the end  | Pacific/Apia     | 2011-12-29T10:00-10:00 |   1 | days    | 2011-12-31T10:00+14:00
            two days across it end on the same day                  | Pacific/Apia     | 2011-12-29T10:00-10:00 |   2 | days    | 2011-12-31T10:00+14:00
            24 hours across it are exact                            | Pacific/Apia     | 2011-12-29T10:00-10:00 |  24 | hours   | 2011-12-31T10:00+14:00
            Kathmandu is three quarters of an hour off              | Asia/Kathmandu   | 2026-01-01T23:50+05:45 |   1 | days    | 2026-01-02T23:50+05:45
            a month from 31 January ends on 28 February             | UTC              | 2026-01-31T08:00Z      |   1 | months  | 2026-02-28T08:00Z
            in a leap year on the 29th                              | UTC              | 2028-01-31T08:00Z      |   1 | months  | 2028-02-29T08:00Z
            2100 is no leap year                                    | UTC              | 2100-01-31T08:00Z      |   1 | months  | 2100-02-28T08:00Z
            12 months from 29 February end on the 28th              | UTC              | 2028-02-29T08:00Z      |  12 | months  | 2029-02-28T08:00Z
            a month from 28 February ends on 28 March               | UTC              | 2026-02-28T08:00Z      |   1 | months  | 2026-03-28T08:00Z
            a month from 31 May ends on 30 June                     | UTC              | 2026-05-31T08:00Z      |   1 | months  | 2026-06-30T08:00Z
            two months are added in one step, not one by one        | UTC              | 2026-01-31T08:00Z      |   2 | months  | 2026-03-31T08:00Z
            the month's end is the zone's, not that of UTC          | Asia/Kathmandu   | 2026-01-30T23:30Z      |   1 | months  | 2026-02-27T23:30Z
            a week passes the year's end                            | UTC              | 2026-12-28T08:00Z      |   1 | weeks   | 2027-01-04T08:00Z
            nanoseconds are kept                                    | UTC              | 2026-06-01T10:00:01.000000007Z | 1 | hours | 2026-06-01T11:00:01.000000007Z
            0 minutes add nothing                                   | UTC              | 2026-06-01T10:00Z      |   0 | minutes | 2026-06-01T10:00Z
            """)
    void endsAtTheExpectedInstant(
            String rule, ZoneId zone, OffsetDateTime start, int amount, String unit, OffsetDateTime end) {
        TimeSpan span = new TimeSpan(amount, WireName.find(SpanUnit.class, unit).orElseThrow());

        assertThat(span.after(start.toInstant(), zone)).isEqualTo(end.toInstant());
    }

    @ParameterizedTest
    @EnumSource
    void theLargestAmountIsAboutTenYears(SpanUnit unit) {
        Instant start = Instant.parse("2026-06-01T10:00:00Z");

        assertThat(new TimeSpan(unit.maxAmount(), unit).after(start, ZoneId.of("UTC")))
                .isBetween(Instant.parse("2036-05-01T00:00:00Z"), Instant.parse("2036-06-02T00:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource
    void anAmountOutsideTheRangeOfItsUnitIsRejected(SpanUnit unit) {
        for (int amount : new int[] {-1, Integer.MIN_VALUE, unit.maxAmount() + 1, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(InvalidFieldException.class)
                    .isThrownBy(() -> new TimeSpan(amount, unit))
                    .withMessage("must be 0 to %d for %s, was %d", unit.maxAmount(), unit.wireName(), amount)
                    .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("amount"));
        }
    }

    @Test
    void aMissingUnitIsRejected() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new TimeSpan(1, null))
                .withMessage("must be one of minutes, hours, days, weeks, months")
                .satisfies(refusal -> assertThat(refusal.in("cooldown").field()).isEqualTo("cooldown.unit"))
                .satisfies(refusal -> assertThat(refusal.in("cooldown")).hasMessage(refusal.getMessage()))
                .satisfies(refusal -> assertThat(refusal.toString()).endsWith("unit " + refusal.getMessage()));
    }

    @ParameterizedTest
    @EnumSource
    void aUnitIsParsedFromItsWireName(SpanUnit unit) {
        assertThat(WireName.find(SpanUnit.class, unit.wireName())).contains(unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "day", "Days", "DAYS", " days", "years"})
    void anyOtherTextIsNotAUnit(String text) {
        assertThat(WireName.find(SpanUnit.class, text)).isEmpty();
    }

    @Test
    void nullIsNotAUnit() {
        assertThat(WireName.find(SpanUnit.class, null)).isEmpty();
    }
}
