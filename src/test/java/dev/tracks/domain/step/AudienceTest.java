package dev.tracks.domain.step;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The valid values of an audience. {@code RulesTest} tests its effect on the decision. */
class AudienceTest {
    private static final String EMPTY = "must not be empty";

    @Test
    void namesAndValuesAreStrippedSoThatAttributesMatch() {
        Audience audience = new Audience(Map.of(" role ", Set.of(" engineer", "engineer ")));

        assertThat(audience.attributes()).isEqualTo(Map.of("role", Set.of("engineer")));
        assertThat(audience.mismatch(Fixtures.person("ada")
                        .attributes(Map.of("role", "engineer"))
                        .build()))
                .isEmpty();
    }

    @Test
    void everyoneIsInAnEmptyAudience() {
        assertThat(Audience.EVERYONE.mismatch(Fixtures.person("ada").build())).isEmpty();
    }

    @Test
    void anAttributeHasANameAndValues() {
        assertRefused("audience", EMPTY, () -> new Audience(Map.of(" ", Set.of("x"))));
        assertRefused("audience.role", EMPTY, () -> new Audience(Map.of("role", Set.of(" "))));
        assertRefused("audience.role", "must have 1 to 50 values", () -> new Audience(Map.of("role", Set.of())));
        assertRefused(
                "audience",
                "must have at most 200 characters",
                () -> new Audience(Map.of("r".repeat(201), Set.of("x"))));
        assertRefused(
                "audience.role",
                "must have at most 200 characters",
                () -> new Audience(Map.of("role", Set.of("x".repeat(201)))));
    }

    @Test
    void anAttributeIsNamedOnce() {
        assertRefused(
                "audience.r",
                "must not be given twice; spaces around a name are ignored",
                () -> new Audience(Map.of("r", Set.of("x"), "r ", Set.of("y"))));
    }

    @Test
    void thereAreAtMostTwentyAttributesWithFiftyValuesEach() {
        Set<String> values = numbered(50);
        Map<String, Set<String>> most = numbered(20).stream().collect(Collectors.toMap(name -> name, name -> values));
        assertThat(new Audience(most).attributes()).isEqualTo(most);

        assertRefused("audience.role", "must have 1 to 50 values", () -> new Audience(Map.of("role", numbered(51))));
        assertRefused(
                "audience",
                "must name at most 20 attributes",
                () -> new Audience(numbered(21).stream().collect(Collectors.toMap(name -> name, name -> values))));
    }

    private static Set<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.toSet());
    }
}
