package dev.tracks.lambda.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition.Versions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    private static Optional<Versions> read(String header) {
        return IfMatch.read(Optional.of(header));
    }

    @Test
    void noHeaderIsNoPrecondition() {
        assertThat(IfMatch.read(Optional.empty())).isEmpty();
    }

    @Test
    void aStarRequiresThatTheRecordExists() {
        assertThat(read(" * ")).contains(Versions.ANY);
    }

    @Test
    void tagsAreVersions() {
        assertThat(read("\"3\"")).contains(Versions.of(Set.of(3L)));
        assertThat(read("\"3\" ,\t\"4\",\"5\"")).contains(Versions.of(Set.of(3L, 4L, 5L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"3\"",
                "\"three\"",
                "\"\"",
                "\"03\"",
                "\"-3\"",
                "\"3,4\"",
                "\"99999999999999999999\"",
                "\"ü\""
            })
    void weakTagsAndTagsThatAreNotVersionsMatchNothing(String header) {
        assertThat(read(header)).contains(Versions.of(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "\"3",
                "3\"",
                "\"3\",",
                ",\"3\"",
                "\"3\"\"4\"",
                "w/\"3\"",
                "W/3",
                "*,\"3\"",
                "\"a b\"",
                "\"3\" x"
            })
    void aMalformedHeaderIsRejectedByName(String header) {
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("If-Match");
    }

    @Test
    void aVeryLongListIsReadWithoutRecursion() {
        assertThat(read("\"1\",".repeat(200_000) + "\"1\"")).contains(Versions.of(Set.of(1L)));
    }
}
