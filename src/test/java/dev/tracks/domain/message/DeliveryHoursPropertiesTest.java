package dev.tracks.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any hours, in time zones with unusual rules, at times in a period of twenty years and close to clock changes. */
class DeliveryHoursPropertiesTest {
    private static final Duration STEP = Duration.ofMinutes(1);

    @Provide
    Arbitrary<DeliveryHours> hours() {
        Arbitrary<LocalTime> times = Arbitraries.integers()
                .between(0, 24 * 12 - 1)
                .map(fiveMinutes -> LocalTime.MIDNIGHT.plusMinutes(5L * fiveMinutes));
        return Combinators.combine(times, times)
                .as((opens, closes) -> opens.equals(closes) ? DeliveryHours.ALWAYS : new DeliveryHours(opens, closes));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Africa/Casablanca",
                        "Asia/Kathmandu",
                        "America/St_Johns")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs().between(1_262_304_000, 1_893_456_000).map(Instant::ofEpochSecond);
    }

    /** A time within two days before the next clock change. */
    private static Instant nearChange(Instant time, ZoneId zone) {
        var change = zone.getRules().nextTransition(time);
        return change == null
                ? time
                : change.getInstant().minusSeconds(Math.floorMod(time.getEpochSecond(), 2 * 86_400L));
    }

    @Property(tries = 3_000)
    void hoursAreOpenAtTheNextOpeningAndClosedBeforeIt(
            @ForAll("hours") DeliveryHours hours, @ForAll("zones") ZoneId zone, @ForAll("times") Instant time) {
        for (Instant at : new Instant[] {time, nearChange(time, zone)}) {
            Instant opening = hours.nextOpening(at, zone);

            assertThat(opening).isAfterOrEqualTo(at);
            assertThat(hours.isOpen(opening, zone)).isTrue();
            for (Instant before = at; before.isBefore(opening); before = before.plus(STEP)) {
                assertThat(hours.isOpen(before, zone)).as("%s", before).isFalse();
            }
            if (opening.isAfter(at)) {
                assertThat(hours.isOpen(opening.minusMillis(1), zone)).isFalse();
            }
        }
    }

    @Property
    void theNextOpeningOfAnOpeningIsItself(
            @ForAll("hours") DeliveryHours hours, @ForAll("zones") ZoneId zone, @ForAll("times") Instant time) {
        Instant opening = hours.nextOpening(time, zone);

        assertThat(hours.nextOpening(opening, zone)).isEqualTo(opening);
        assertThat(hours.nextOpening(time.plusMillis(1), zone)).isAfterOrEqualTo(opening);
    }

    @Property
    void theNextOpeningIsAtMostTwoDaysAway(
            @ForAll("hours") DeliveryHours hours, @ForAll("zones") ZoneId zone, @ForAll("times") Instant time) {
        Instant at = nearChange(time, zone);

        assertThat(Duration.between(at, hours.nextOpening(at, zone))).isLessThanOrEqualTo(Duration.ofHours(49));
    }

    @Property
    void formattedHoursAreParsedToTheSameHours(@ForAll("hours") DeliveryHours hours) {
        String closes = hours.closes().equals(LocalTime.MIDNIGHT)
                ? "24:00"
                : hours.closes().toString();

        assertThat(DeliveryHours.parse(hours.opens() + "-" + closes)).isEqualTo(hours);
    }
}
