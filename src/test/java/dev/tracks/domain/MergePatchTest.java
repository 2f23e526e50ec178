package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 7396, appendix A, whose target and patch are objects. */
class MergePatchTest {

    @ParameterizedTest
    @MethodSource
    void givesTheResultOfTheRfcsExample(
            Map<String, Object> target, Map<String, Object> patch, Map<String, Object> result) {
        assertThat(MergePatch.apply(target, patch)).isEqualTo(result);
    }

    static Stream<Arguments> givesTheResultOfTheRfcsExample() {
        return Stream.of(
                Arguments.of(Map.of("a", "b"), Map.of("a", "c"), Map.of("a", "c")),
                Arguments.of(Map.of("a", "b"), Map.of("b", "c"), Map.of("a", "b", "b", "c")),
                Arguments.of(Map.of("a", "b"), object("a", null), Map.of()),
                Arguments.of(Map.of("a", "b", "b", "c"), object("a", null), Map.of("b", "c")),
                Arguments.of(Map.of("a", List.of("b")), Map.of("a", "c"), Map.of("a", "c")),
                Arguments.of(Map.of("a", "c"), Map.of("a", List.of("b")), Map.of("a", List.of("b"))),
                Arguments.of(
                        Map.of("a", Map.of("b", "c")),
                        Map.of("a", object("b", "d", "c", null)),
                        Map.of("a", Map.of("b", "d"))),
                Arguments.of(Map.of("a", List.of(Map.of("b", "c"))), Map.of("a", List.of(1)), Map.of("a", List.of(1))),
                Arguments.of(object("e", null), Map.of("a", 1), object("e", null, "a", 1)),
                Arguments.of(
                        Map.of(), Map.of("a", Map.of("bb", object("ccc", null))), Map.of("a", Map.of("bb", Map.of()))));
    }

    @Test
    void aNestedObjectKeepsTheMembersThatThePatchDoesNotName() {
        Map<String, Object> target = Map.of("week", Map.of("page", 5, "mood", "ok"));

        assertThat(MergePatch.apply(target, Map.of("week", Map.of("page", 6))))
                .isEqualTo(Map.of("week", Map.of("page", 6, "mood", "ok")));
    }

    @Test
    void doesNotChangeTheTargetAndReturnsAnUnmodifiableMap() {
        Map<String, Object> target = object("a", "b");

        Map<String, Object> result = MergePatch.apply(target, Map.of("a", "c"));

        assertThat(target).isEqualTo(Map.of("a", "b"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> result.put("x", 1));
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new HashMap<>();
        List<Object> list = Arrays.asList(namesAndValues);
        for (int i = 0; i < list.size(); i += 2) {
            object.put((String) list.get(i), list.get(i + 1));
        }
        return object;
    }
}
