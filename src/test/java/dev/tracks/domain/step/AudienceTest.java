package dev.tracks.domain.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The valid values of an audience. {@code RulesTest} tests its effect on the decision. */
class AudienceTest {
    @Test
    void namesAndValuesAreNormalizedSoThatAttributesMatch() {
        Audience audience = new Audience(Map.of(" role ", Set.of("\u00A0engineer", "engineer\u2003")));

        assertThat(audience.attributes()).isEqualTo(Map.of("role", Set.of("engineer")));
        assertThat(audience.mismatch(Fixtures.person("ada")
                        .attributes(Map.of("role\uFEFF", "engineer\u00A0"))
                        .build()))
                .isEmpty();
    }

    @Test
    void everyoneIsInAnEmptyAudience() {
        assertThat(Audience.EVERYONE.mismatch(Fixtures.person("ada").build())).isEmpty();
    }

    @Test
    void aStoredAudienceThatIsOlderThanARuleExists() {
        assertThat(new Audience(Map.of("role", Set.of(), "r", Set.of("x"), "r ", Set.of("y"))).attributes())
                .isEqualTo(Map.of("role", Set.of(), "r", Set.of("x")));
    }
}
