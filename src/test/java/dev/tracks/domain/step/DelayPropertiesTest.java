package dev.tracks.domain.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DelayPropertiesTest {

    /** Zone and start of a delay. Half of the starts are within two days of a clock change in the zone. */
    record Place(ZoneId zone, Instant start) {}

    @Property
    void neverEndsBeforeItBegins(@ForAll("delays") Delay delay, @ForAll("places") Place place) {
        assertThat(delay.dueAt(place.start(), place.zone())).isAfterOrEqualTo(place.start());
    }

    @Property
    void endsAtTheSameInstantForTheSameInput(@ForAll("delays") Delay delay, @ForAll("places") Place place) {
        Delay equalDelay = new Delay(
                new TimeSpan(delay.span().amount(), delay.span().unit()), delay.at(), delay.workingDaysOnly());

        assertThat(equalDelay.dueAt(place.start(), ZoneId.of(place.zone().getId())))
                .isEqualTo(delay.dueAt(place.start(), place.zone()));
    }

    @Property
    void inMinutesAndHoursALaterStartNeverEndsEarlier(
            @ForAll("clockSpans") TimeSpan span,
            @ForAll("places") Place place,
            @ForAll @IntRange(max = 1_000_000) int secondsLater) {
        Delay delay = new Delay(span, Optional.empty(), false);
        Instant later = place.start().plusSeconds(secondsLater);

        assertThat(delay.dueAt(later, place.zone())).isAfterOrEqualTo(delay.dueAt(place.start(), place.zone()));
    }

    @Property
    void workingDaysOnlyNeverEndsOnAWeekend(@ForAll("delays") Delay delay, @ForAll("places") Place place) {
        Delay workingDays = new Delay(delay.span(), delay.at(), true);

        LocalDate day = local(workingDays.dueAt(place.start(), place.zone()), place.zone())
                .toLocalDate();

        assertThat(day.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @Property
    void theRequestedNumberOfWorkingDaysPasses(
            @ForAll @IntRange(min = 1, max = 3_650) int days, @ForAll("starts") Instant start) {
        Delay delay = new Delay(new TimeSpan(days, SpanUnit.DAYS), Optional.empty(), true);

        LocalDate first = local(start, ZoneOffset.UTC).toLocalDate().plusDays(1);
        LocalDate last =
                local(delay.dueAt(start, ZoneOffset.UTC), ZoneOffset.UTC).toLocalDate();

        assertThat(first.datesUntil(last.plusDays(1)).filter(day -> !isWeekend(day)))
                .hasSize(days);
    }

    @Property
    void endsAtTheRequestedLocalTimeOrRightAfterTheGapThatSkipsIt(
            @ForAll("delays") Delay delay, @ForAll("times") LocalTime at, @ForAll("places") Place place) {
        Delay timed = new Delay(delay.span(), Optional.of(at), delay.workingDaysOnly());

        Instant due = timed.dueAt(place.start(), place.zone());

        LocalDateTime shown = local(due, place.zone());
        if (!shown.toLocalTime().equals(at)) {
            ZoneOffsetTransition change =
                    place.zone().getRules().getTransition(shown.toLocalDate().atTime(at));
            assertThat(change).isNotNull();
            assertThat(change.isGap()).isTrue();
            assertThat(due).isEqualTo(change.getInstant());
        }
    }

    @Property
    void withMinutesOrHoursTheFirstRequestedLocalTimeAfterTheSpanIsUsed(
            @ForAll("clockSpans") TimeSpan span, @ForAll("times") LocalTime at, @ForAll("places") Place place) {
        Instant end = span.after(place.start(), place.zone());

        Instant due = new Delay(span, Optional.of(at), false).dueAt(place.start(), place.zone());

        assertThat(due).isBetween(end, end.plus(Duration.ofDays(2)));
        Instant firstMinute = end.plusSeconds(59).plusNanos(999_999_999).truncatedTo(ChronoUnit.MINUTES);
        assertThat(Stream.iterate(firstMinute, due::isAfter, minute -> minute.plusSeconds(60)))
                .noneMatch(minute -> local(minute, place.zone()).toLocalTime().equals(at));
    }

    @Property
    void withDaysWeeksOrMonthsTheRequestedLocalTimeIsOnTheLastDayOfTheSpan(
            @ForAll("delays") Delay delay, @ForAll("times") LocalTime at, @ForAll("places") Place place) {
        Assume.that(delay.span().unit().isCalendar() && delay.span().amount() > 0);
        Delay untimed = new Delay(delay.span(), Optional.empty(), delay.workingDaysOnly());
        Delay timed = new Delay(delay.span(), Optional.of(at), delay.workingDaysOnly());

        assertThat(local(timed.dueAt(place.start(), place.zone()), place.zone()).toLocalDate())
                .isEqualTo(local(untimed.dueAt(place.start(), place.zone()), place.zone())
                        .toLocalDate());
    }

    @Provide
    Arbitrary<Delay> delays() {
        return Combinators.combine(
                        Arbitraries.of(SpanUnit.values()).flatMap(DelayPropertiesTest::spansOf),
                        times().optional(),
                        Arbitraries.of(true, false))
                .as(Delay::new);
    }

    @Provide
    Arbitrary<TimeSpan> clockSpans() {
        return Arbitraries.of(SpanUnit.MINUTES, SpanUnit.HOURS).flatMap(DelayPropertiesTest::spansOf);
    }

    @Provide
    Arbitrary<LocalTime> times() {
        return Arbitraries.integers().between(0, 24 * 60 - 1).map(minute -> LocalTime.MIN.plusMinutes(minute));
    }

    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.longs().between(0, 4_102_444_800_000L).map(Instant::ofEpochMilli); // 1970 to 2099
    }

    @Provide
    Arbitrary<Place> places() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "America/St_Johns",
                        "Asia/Beirut",
                        "Asia/Kathmandu",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Pacific/Kwajalein",
                        "+13:30")
                .map(ZoneId::of);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-2 * 24 * 60, 2 * 24 * 60);
        return Combinators.combine(zones, starts(), minutes, Arbitraries.of(true, false))
                .as((zone, start, away, nearAChange) -> new Place(
                        zone,
                        Optional.ofNullable(nearAChange ? zone.getRules().previousTransition(start) : null)
                                .map(change -> change.getInstant().plus(Duration.ofMinutes(away)))
                                .orElse(start)));
    }

    private static Arbitrary<TimeSpan> spansOf(SpanUnit unit) {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 50);
        Arbitrary<Integer> any = Arbitraries.integers().between(0, unit.maxAmount());
        return Arbitraries.oneOf(few, any).map(amount -> new TimeSpan(amount, unit));
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
