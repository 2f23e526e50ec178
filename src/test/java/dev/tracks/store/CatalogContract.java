package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.configure.Catalog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Caching of tracks and steps in a process. */
interface CatalogContract extends WithPorts {
    Duration KEPT = Duration.ofSeconds(5);
    Track ACTIVE = Fixtures.track("day-1");
    Track PAUSED = Fixtures.track("day-1", TrackStatus.PAUSED);

    private Catalog catalog(Duration timeToLive) {
        return new CachedCatalog(ports().configuration, timeToLive, ports().clock);
    }

    @Test
    default void aChangedTrackIsReadAfterTheCacheExpires() {
        Catalog catalog = catalog(KEPT);
        ports().with(ACTIVE);
        assertThat(catalog.track("day-1")).contains(ACTIVE);
        ports().with(PAUSED);

        ports().clock.advance(KEPT.minusMillis(1));
        assertThat(catalog.track("day-1")).contains(ACTIVE);

        ports().clock.advance(Duration.ofMillis(1));
        assertThat(catalog.track("day-1")).contains(PAUSED);
    }

    @Test
    default void stepsAreCachedLikeTracks() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        AddToTrackStep moved = Fixtures.step("day-1", "s1", "month-1").build();
        Catalog catalog = catalog(KEPT);
        ports().with(step).with(Fixtures.step("day-1", "s2", "week-1").build());
        assertThat(catalog.step("day-1", "s1")).contains(step);
        assertThat(catalog.step("day-1", "s2")).get().returns("s2", AddToTrackStep::id);
        ports().with(moved);

        assertThat(catalog.step("day-1", "s1")).contains(step);
        ports().clock.advance(KEPT);
        assertThat(catalog.step("day-1", "s1")).contains(moved);
    }

    @Test
    default void anAbsenceIsNeverCached() {
        Catalog catalog = catalog(KEPT);
        assertThat(catalog.track("day-1")).isEmpty();
        assertThat(catalog.step("day-1", "s1")).isEmpty();

        ports().with(ACTIVE).with(Fixtures.step("day-1", "s1", "week-1").build());

        assertThat(catalog.track("day-1")).contains(ACTIVE);
        assertThat(catalog.step("day-1", "s1")).isPresent();
    }

    @Test
    default void aRemovedStepDisappearsAfterTheCacheExpiresAndIsFoundAgainImmediately() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        Catalog catalog = catalog(KEPT);
        ports().with(step);
        assertThat(catalog.step("day-1", "s1")).contains(step);

        ports().configuration.removeStep(step, ports().nextGraph(), Fixtures.NOW);
        ports().clock.advance(KEPT);
        assertThat(catalog.step("day-1", "s1")).isEmpty();

        ports().with(step);
        assertThat(catalog.step("day-1", "s1")).contains(step);
    }

    @Test
    default void withZeroTimeToLiveNothingIsCached() {
        Catalog catalog = catalog(Duration.ZERO);
        ports().with(ACTIVE);
        assertThat(catalog.track("day-1")).contains(ACTIVE);

        ports().with(PAUSED);

        assertThat(catalog.track("day-1")).contains(PAUSED);
    }
}
