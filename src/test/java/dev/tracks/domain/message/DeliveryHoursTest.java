package dev.tracks.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryHoursTest {
    @ParameterizedTest
    @CsvSource({
        // Before the hours, at the opening, within, at the closing, after.
        "08:00-20:00, UTC, 2025-03-03T05:00:00Z, 2025-03-03T08:00:00Z",
        "08:00-20:00, UTC, 2025-03-03T08:00:00Z, 2025-03-03T08:00:00Z",
        "08:00-20:00, UTC, 2025-03-03T19:59:59.999Z, 2025-03-03T19:59:59.999Z",
        "08:00-20:00, UTC, 2025-03-03T20:00:00Z, 2025-03-04T08:00:00Z",
        "08:00-20:00, UTC, 2025-12-31T23:00:00Z, 2026-01-01T08:00:00Z",
        // In the person's time zone.
        "08:00-20:00, America/New_York, 2025-03-03T09:00:00Z, 2025-03-03T13:00:00Z",
        "08:00-20:00, Asia/Kolkata, 2025-03-03T15:00:00Z, 2025-03-04T02:30:00Z",
        "08:00-20:00, Pacific/Kiritimati, 2025-03-03T09:00:00Z, 2025-03-03T18:00:00Z",
        // Hours that cross midnight, and hours until the end of the day.
        "22:00-06:00, UTC, 2025-03-03T05:59:59Z, 2025-03-03T05:59:59Z",
        "22:00-06:00, UTC, 2025-03-03T06:00:00Z, 2025-03-03T22:00:00Z",
        "22:00-06:00, UTC, 2025-03-03T23:30:00Z, 2025-03-03T23:30:00Z",
        "08:00-24:00, UTC, 2025-03-03T23:59:59Z, 2025-03-03T23:59:59Z",
        "08:00-24:00, UTC, 2025-03-04T00:00:00Z, 2025-03-04T08:00:00Z",
        "00:00-24:00, America/New_York, 2025-03-03T03:00:00Z, 2025-03-03T03:00:00Z",
        // Clocks go forward during the night: one hour less to wait.
        "08:00-20:00, Europe/Berlin, 2025-03-29T19:00:00Z, 2025-03-30T06:00:00Z",
        // Clocks go back during the night: one hour more.
        "08:00-20:00, Europe/Berlin, 2025-10-25T18:00:00Z, 2025-10-26T07:00:00Z",
        // A clock change skips the opening: the hours open right after the gap, at 03:00.
        "02:30-20:00, Europe/Berlin, 2025-03-30T00:00:00Z, 2025-03-30T01:00:00Z",
        // A clock change skips all of the hours: they open on the next day.
        "02:10-02:50, Europe/Berlin, 2025-03-30T00:00:00Z, 2025-03-31T00:10:00Z",
        // The opening occurs twice: the hours open at the first, and are open again after the change.
        "02:30-02:45, Europe/Berlin, 2025-10-26T00:00:00Z, 2025-10-26T00:30:00Z",
        "02:30-02:45, Europe/Berlin, 2025-10-26T00:45:00Z, 2025-10-26T01:30:00Z",
        // The clocks are set back into hours that had closed: 02:50 becomes 02:00.
        "01:30-02:30, Europe/Berlin, 2025-10-26T00:50:00Z, 2025-10-26T01:00:00Z",
        // A clock change of half an hour, one at midnight, and a skipped day.
        "02:15-03:00, Australia/Lord_Howe, 2025-10-04T15:00:00Z, 2025-10-04T15:30:00Z",
        "00:00-06:00, America/Sao_Paulo, 2018-11-04T02:00:00Z, 2018-11-04T03:00:00Z",
        "08:00-20:00, Pacific/Apia, 2011-12-30T07:00:00Z, 2011-12-30T18:00:00Z",
    })
    void theNextOpeningIsNowOrWhenTheHoursBegin(String hours, ZoneId zone, Instant at, Instant opening) {
        assertThat(DeliveryHours.parse(hours).nextOpening(at, zone)).isEqualTo(opening);
    }

    @Test
    void hoursAreParsed() {
        assertThat(DeliveryHours.parse("08:00-20:30"))
                .isEqualTo(new DeliveryHours(LocalTime.of(8, 0), LocalTime.of(20, 30)));
        assertThat(DeliveryHours.parse("22:00-24:00")).isEqualTo(DeliveryHours.parse("22:00-00:00"));
        assertThat(DeliveryHours.parse("00:00-24:00")).isEqualTo(DeliveryHours.ALWAYS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8-20",
                "08:00",
                "8:00-20:00",
                "08:00-25:00",
                "24:00-08:00",
                "08:60-20:00",
                "08:00-20:00:00",
                "08:00 - 20:00",
                "08:00-08:00",
                "00:00-00:00",
                "08:00–20:00"
            })
    void anyOtherTextIsRejected(String text) {
        assertThatThrownBy(() -> DeliveryHours.parse(text))
                .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
    }

    @Test
    void equalOpeningAndClosingTimesAreRejected() {
        assertThatThrownBy(() -> new DeliveryHours(LocalTime.NOON, LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
