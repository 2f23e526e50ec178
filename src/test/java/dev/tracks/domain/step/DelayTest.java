package dev.tracks.domain.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.WireName;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In June 2026 the 1st is a Monday, so 5, 6, 7, 8 are Friday, Saturday, Sunday, Monday. */
class DelayTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without more it is the span                              | Europe/Berlin  | 2026-06-05T10:00+02:00 |  1 | days    | 2026-06-06T10:00+02:00
            no delay is over at once                                 | Europe/Berlin  | 2026-06-06T10:00+02:00 |  0 | minutes | 2026-06-06T10:00+02:00
            a day over the change of clocks keeps the wall time      | Europe/Berlin  | 2026-03-28T10:00+01:00 |  1 | days    | 2026-03-29T10:00+02:00
            months end with the month                                | UTC            | 2028-01-31T10:00Z      |  1 | months  | 2028-02-29T10:00Z
            to the nanosecond                                        | UTC            | 2026-06-06T10:00:00.000000001Z | 1 | days | 2026-06-07T10:00:00.000000001Z
            """)
    void countsEveryDayAndEndsAtAnyTimeByDefault(
            String rule, ZoneId zone, OffsetDateTime start, int amount, String unit, OffsetDateTime due) {
        Delay delay = new Delay(span(amount, unit), Optional.empty(), false);

        assertThat(delay.dueAt(start.toInstant(), zone)).isEqualTo(due.toInstant());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 day from Thursday is Friday                            | Europe/Berlin  | 2026-06-04T10:00+02:00 |  1 | days    | 2026-06-05T10:00+02:00
            1 day from Friday is Monday                              | Europe/Berlin  | 2026-06-05T10:00+02:00 |  1 | days    | 2026-06-08T10:00+02:00
            2 days from Friday is Tuesday                            | Europe/Berlin  | 2026-06-05T10:00+02:00 |  2 | days    | 2026-06-09T10:00+02:00
            5 days from Friday is the next Friday                    | Europe/Berlin  | 2026-06-05T10:00+02:00 |  5 | days    | 2026-06-12T10:00+02:00
            1 day from Saturday is Monday                            | Europe/Berlin  | 2026-06-06T10:00+02:00 |  1 | days    | 2026-06-08T10:00+02:00
            1 day from Sunday is Monday                              | Europe/Berlin  | 2026-06-07T10:00+02:00 |  1 | days    | 2026-06-08T10:00+02:00
            5 days from Saturday is Friday                           | Europe/Berlin  | 2026-06-06T10:00+02:00 |  5 | days    | 2026-06-12T10:00+02:00
            6 days from Sunday is Monday in a week                   | Europe/Berlin  | 2026-06-07T10:00+02:00 |  6 | days    | 2026-06-15T10:00+02:00
            10 days from Wednesday is Wednesday in two weeks         | Europe/Berlin  | 2026-06-03T10:00+02:00 | 10 | days    | 2026-06-17T10:00+02:00
            0 days from Friday is immediately                        | Europe/Berlin  | 2026-06-05T10:00+02:00 |  0 | days    | 2026-06-05T10:00+02:00
            0 days from Saturday is Monday at the same time          | Europe/Berlin  | 2026-06-06T10:00+02:00 |  0 | days    | 2026-06-08T10:00+02:00
            a week counts its weekend                                | Europe/Berlin  | 2026-06-05T10:00+02:00 |  1 | weeks   | 2026-06-12T10:00+02:00
            a week that ends on a Saturday ends on Monday            | Europe/Berlin  | 2026-06-06T10:00+02:00 |  1 | weeks   | 2026-06-15T10:00+02:00
            a month that ends on a Sunday ends on Monday             | Europe/Berlin  | 2026-06-05T10:00+02:00 |  1 | months  | 2026-07-06T10:00+02:00
            hours count on weekends                                  | Europe/Berlin  | 2026-06-05T10:00+02:00 | 72 | hours   | 2026-06-08T10:00+02:00
            hours that end on a Saturday end on Monday at that time  | Europe/Berlin  | 2026-06-04T10:00+02:00 | 48 | hours   | 2026-06-08T10:00+02:00
            minutes that end on a Saturday end on Monday too         | Europe/Berlin  | 2026-06-05T23:45+02:00 | 30 | minutes | 2026-06-08T00:15+02:00
            the weekend is the zone's: Saturday in Kathmandu         | Asia/Kathmandu | 2026-06-05T20:00Z      |  0 | minutes | 2026-06-08T01:45+05:45
            the weekend is the zone's: still Friday in UTC           | UTC            | 2026-06-05T20:00Z      |  0 | minutes | 2026-06-05T20:00Z
            a clock change keeps the local time                      | Europe/Berlin  | 2026-03-27T10:00+01:00 |  1 | days    | 2026-03-30T10:00+02:00
            Apia skipped the Friday, so Monday is the next one       | Pacific/Apia   | 2011-12-29T10:00-10:00 |  1 | days    | 2012-01-02T10:00+14:00
            """)
    void workingDaysAreMondayToFriday(
            String rule, ZoneId zone, OffsetDateTime start, int amount, String unit, OffsetDateTime due) {
        Delay delay = new Delay(span(amount, unit), Optional.empty(), true);

        assertThat(delay.dueAt(start.toInstant(), zone)).isEqualTo(due.toInstant());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 day at 09:00 from Monday 10:00 is Tuesday 09:00        | Europe/Berlin    | 2026-06-01T10:00+02:00 |  1 | days    | 09:00 | 2026-06-02T09:00+02:00
            1 day at 17:00 from Monday 10:00 is Tuesday 17:00        | Europe/Berlin    | 2026-06-01T10:00+02:00 |  1 | days    | 17:00 | 2026-06-02T17:00+02:00
            weekend days count                                       | Europe/Berlin    | 2026-06-05T10:00+02:00 |  1 | days    | 09:00 | 2026-06-06T09:00+02:00
            1 week at 09:00 is on the same weekday                   | Europe/Berlin    | 2026-06-01T10:00+02:00 |  1 | weeks   | 09:00 | 2026-06-08T09:00+02:00
            1 month at 09:00 is on the month's last day at most      | Europe/Berlin    | 2026-01-31T10:00+01:00 |  1 | months  | 09:00 | 2026-02-28T09:00+01:00
            0 days with a later time is today                        | Europe/Berlin    | 2026-06-01T10:00+02:00 |  0 | days    | 17:00 | 2026-06-01T17:00+02:00
            0 days with the current time is now                      | Europe/Berlin    | 2026-06-01T10:00+02:00 |  0 | days    | 10:00 | 2026-06-01T10:00+02:00
            0 days with an earlier time is tomorrow                  | Europe/Berlin    | 2026-06-01T10:00+02:00 |  0 | days    | 09:00 | 2026-06-02T09:00+02:00
            2 hours that end before 09:00 wait for it                | Europe/Berlin    | 2026-06-01T06:00+02:00 |  2 | hours   | 09:00 | 2026-06-01T09:00+02:00
            2 hours that end at 09:00 end then                       | Europe/Berlin    | 2026-06-01T07:00+02:00 |  2 | hours   | 09:00 | 2026-06-01T09:00+02:00
            2 hours that end after 09:00 wait for the next day       | Europe/Berlin    | 2026-06-01T07:01+02:00 |  2 | hours   | 09:00 | 2026-06-02T09:00+02:00
            24 hours are not a day: never less than 24 hours         | Europe/Berlin    | 2026-06-01T10:00+02:00 | 24 | hours   | 09:00 | 2026-06-03T09:00+02:00
            the time is the zone's                                   | Asia/Kathmandu   | 2026-06-01T01:00Z      |  1 | hours   | 09:00 | 2026-06-01T09:00+05:45
            the day is the zone's                                    | Asia/Kathmandu   | 2026-06-01T20:00Z      |  1 | days    | 09:00 | 2026-06-03T09:00+05:45
            in UTC too                                               | UTC              | 2026-06-01T20:00Z      |  1 | days    | 09:00 | 2026-06-02T09:00Z
            a time in a gap is the end of the gap                    | Europe/Berlin    | 2026-03-28T10:00+01:00 |  1 | days    | 02:30 | 2026-03-29T03:00+02:00
            the end of the gap is not too early for itself           | Europe/Berlin    | 2026-03-29T03:00+02:00 |  0 | minutes | 02:30 | 2026-03-29T03:00+02:00
            after the gap it is the next day                         | Europe/Berlin    | 2026-03-29T03:10+02:00 |  0 | minutes | 02:30 | 2026-03-30T02:30+02:00
            New York has its own gap                                 | America/New_York | 2026-03-07T12:00-05:00 |  1 | days    | 02:30 | 2026-03-08T03:00-04:00
            a gap at midnight moves midnight to one o'clock          | America/Sao_Paulo| 2018-11-03T12:00-03:00 |  1 | days    | 00:00 | 2018-11-04T01:00-02:00
            if a gap ends on the next day, its time is used          | America/Toronto  | 1919-03-30T12:00-05:00 |  0 | days    | 23:45 | 1919-03-31T23:45-04:00
            a time in an overlap is the earlier one                  | Europe/Berlin    | 2026-10-24T10:00+02:00 |  1 | days    | 02:30 | 2026-10-25T02:30+02:00
            the later one if the earlier has passed                  | Europe/Berlin    | 2026-10-25T02:45+02:00 |  0 | days    | 02:30 | 2026-10-25T02:30+01:00
            after both it is the next day                            | Europe/Berlin    | 2026-10-25T02:45+01:00 |  0 | days    | 02:30 | 2026-10-26T02:30+01:00
            New York has its own overlap                             | America/New_York | 2026-10-31T12:00-04:00 | 12 | hours   | 01:30 | 2026-11-01T01:30-04:00
            clocks that go back over midnight repeat the time        | America/St_Johns | 2010-11-07T00:00:30-02:30 | 0 | minutes | 23:30 | 2010-11-06T23:30-03:30
            if Apia skipped the day, the next day is used            | Pacific/Apia     | 2011-12-29T10:00-10:00 |  1 | days    | 09:00 | 2011-12-31T09:00+14:00
            a skipped day with hours, too                            | Pacific/Apia     | 2011-12-29T10:00-10:00 |  1 | hours   | 09:00 | 2011-12-31T09:00+14:00
            """)
    void atIsALocalTimeInTheZone(
            String rule, ZoneId zone, OffsetDateTime start, int amount, String unit, LocalTime at, OffsetDateTime due) {
        Delay delay = new Delay(span(amount, unit), Optional.of(at), false);

        assertThat(delay.dueAt(start.toInstant(), zone)).isEqualTo(due.toInstant());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2 days at 09:00 from Friday is Tuesday                   | Europe/Berlin    | 2026-06-05T10:00+02:00 |  2 | days    | 09:00 | 2026-06-09T09:00+02:00
            no days at 09:00 from Friday 10:00 is Monday             | Europe/Berlin    | 2026-06-05T10:00+02:00 |  0 | days    | 09:00 | 2026-06-08T09:00+02:00
            no days at 17:00 from Friday 10:00 is Friday             | Europe/Berlin    | 2026-06-05T10:00+02:00 |  0 | days    | 17:00 | 2026-06-05T17:00+02:00
            1 day at 09:00 from Saturday is Monday                   | Europe/Berlin    | 2026-06-06T10:00+02:00 |  1 | days    | 09:00 | 2026-06-08T09:00+02:00
            1 week at 09:00 from Saturday is Monday in a week        | Europe/Berlin    | 2026-06-06T10:00+02:00 |  1 | weeks   | 09:00 | 2026-06-15T09:00+02:00
            1 month at 09:00 that ends on a Saturday is Monday       | Europe/Berlin    | 2026-01-31T10:00+01:00 |  1 | months  | 09:00 | 2026-03-02T09:00+01:00
            2 hours at 09:00 from Saturday 15:00 is Monday           | Europe/Berlin    | 2026-06-06T15:00+02:00 |  2 | hours   | 09:00 | 2026-06-08T09:00+02:00
            2 hours at 09:00 from Friday 08:00 is Monday             | Europe/Berlin    | 2026-06-05T08:00+02:00 |  2 | hours   | 09:00 | 2026-06-08T09:00+02:00
            a gap on a Sunday has no effect                          | Europe/Berlin    | 2026-03-27T10:00+01:00 |  1 | days    | 02:30 | 2026-03-30T02:30+02:00
            the Friday that Apia skipped leaves the time to Monday   | Pacific/Apia     | 2011-12-29T10:00-10:00 |  1 | days    | 09:00 | 2012-01-02T09:00+14:00
            """)
    void atIsOnAWorkingDay(
            String rule, ZoneId zone, OffsetDateTime start, int amount, String unit, LocalTime at, OffsetDateTime due) {
        Delay delay = new Delay(span(amount, unit), Optional.of(at), true);

        assertThat(delay.dueAt(start.toInstant(), zone)).isEqualTo(due.toInstant());
    }

    @Test
    void missingPartsAreRejected() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Delay(null, Optional.empty(), false))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("amount"));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Delay(span(1, "days"), null, false))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("at"));
    }

    private static TimeSpan span(int amount, String unit) {
        return new TimeSpan(amount, WireName.find(SpanUnit.class, unit).orElseThrow());
    }
}
