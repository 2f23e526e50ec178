package dev.tracks.lambda.json.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepReachedJsonTest {
    private static StepReached read(String json) {
        return StepReachedJson.read(Json.read(json.replace('\'', '"')));
    }

    @Test
    void aCompleteEventIsReadAsItsCause() {
        assertThat(read("{'trackId':'day-1','stepId':'s1','participantId':'ada','instance':2}"))
                .isEqualTo(new StepReached("day-1", "s1", "ada", 2));
    }

    @Test
    void theInstanceIsOneIfItIsOmittedOrNull() {
        assertThat(read("{'trackId':'day-1','stepId':'s1','participantId':'ada'}")
                        .instance())
                .isEqualTo(1);
        assertThat(read("{'trackId':'day-1','stepId':'s1','participantId':'ada','instance':null}")
                        .instance())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "100000", "1.5", "1e5", "1e-1", "'1'", "true", "[]", "{}", "99999999999999999999"})
    void anInvalidInstanceIsNamed(String instance) {
        assertThatThrownBy(() ->
                        read("{'trackId':'day-1','stepId':'s1','participantId':'ada','instance':" + instance + "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("instance must be a whole number from 1 to 99999");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "1e0, 1", "10e-1, 1", "1e2, 100", "99999.000, 99999"})
    void aWholeNumberIsAcceptedInEveryNotation(String written, int instance) {
        assertThat(read("{'trackId':'day-1','stepId':'s1','participantId':'ada','instance':" + written + "}")
                        .instance())
                .isEqualTo(instance);
    }

    @Test
    void allProblemsAreNamedTogether() {
        assertThatThrownBy(() -> read("{'trackId':'Day 1','stepId':7,'instance':0,'note':1}"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.problems())
                                .extracting(FieldProblem::field)
                                .containsExactlyInAnyOrder("trackId", "stepId", "participantId", "instance", "note"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|empty", "'{'|JSON", "'{}{}'|JSON", "'{''a'':1,''a'':1}'|JSON", "'[]'|object", "'null'|object"})
    void anInputThatIsNotAnObjectIsRejected(String text, String expected) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void tooDeepNestingIsRejected() {
        assertThatThrownBy(() -> read("[".repeat(10_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("nested at most 100 levels deep");
    }

    @Test
    void anErrorHasNoStackTraceAndDoesNotRepeatTheInput() {
        assertThatThrownBy(() -> read("{'trackId':<secret>}"))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.getStackTrace()).isEmpty();
                    assertThat(e.getMessage()).doesNotContain("secret");
                });
    }
}
