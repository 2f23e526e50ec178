package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.InvalidFieldException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineageTest {

    @Test
    void listsTheTracksThatLedHereOldestFirst() {
        Lineage lineage = Lineage.start("day-1").to("week-1").to("month-1");

        assertThat(lineage.trackIds()).containsExactly("day-1", "week-1", "month-1");
        assertThat(lineage.depth()).isEqualTo(3);
    }

    @Test
    void extendingALineageDoesNotChangeIt() {
        Lineage first = Lineage.start("day-1");

        first.to("week-1");

        assertThat(first).isEqualTo(new Lineage(List.of("day-1")));
    }

    @Test
    void containsItsTracksAndNoOthers() {
        Lineage lineage = Lineage.start("day-1").to("week-1");

        assertThat(lineage.contains("day-1")).isTrue();
        assertThat(lineage.contains("week-1")).isTrue();
        assertThat(lineage.contains("day")).isFalse();
    }

    @Test
    void cannotHaveMoreThanTenTracks() {
        Lineage lineage = Lineage.start("t1");
        for (int i = 2; i <= Lineage.MAX_DEPTH; i++) {
            lineage = lineage.to("t" + i);
        }
        Lineage full = lineage;

        assertThat(full.depth()).isEqualTo(10);
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> full.to("t11"))
                .withMessage("must have at most 10 tracks, would have 11");
    }

    @Test
    void cannotContainATrackTwice() {
        Lineage lineage = Lineage.start("day-1").to("week-1");

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> lineage.to("day-1"))
                .withMessage("must name each track once, has day-1 twice");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void anInvalidLineageIsRejected(String what, List<String> trackIds) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Lineage(trackIds))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("lineage"));
    }

    static Stream<Arguments> anInvalidLineageIsRejected() {
        return Stream.of(
                Arguments.of("no list", null),
                Arguments.of("no track", List.of()),
                Arguments.of("a null track", Arrays.asList("day-1", null)),
                Arguments.of("a blank track", List.of(" ")),
                Arguments.of("eleven tracks", Arrays.asList("abcdefghijk".split(""))));
    }

    @Test
    void doesNotChangeWithTheListThatItWasCreatedFrom() {
        List<String> list = new ArrayList<>(List.of("day-1"));
        Lineage lineage = new Lineage(list);

        list.add("week-1");

        assertThat(lineage.trackIds()).containsExactly("day-1");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> lineage.trackIds().add("week-1"));
    }
}
