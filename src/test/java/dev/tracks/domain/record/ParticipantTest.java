package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A participant as it is stored. {@code ParticipantJsonTest} tests which values the API accepts. */
class ParticipantTest {
    private final Person ada = Fixtures.person("ada");

    @Test
    void textsAreNormalized() {
        Participant person = ada.named("\uFEFFAda ")
                .email(" ada@example.com\u00A0")
                .slackUserId("\u2003U1")
                .attributes(Map.of("role\u00A0", "inge\u0301nieur "))
                .build();

        assertThat(person.name()).isEqualTo("Ada");
        assertThat(person.email()).contains("ada@example.com");
        assertThat(person.slackUserId()).contains("U1");
        assertThat(person.attributes()).isEqualTo(Map.of("role", "ing\u00E9nieur"));
    }

    @Test
    void aStoredPersonWhoIsOlderThanARuleExists() {
        Participant old = ada.named("Alice\u202EeviL\u0000")
                .email("<d\u00E5n@example.com>")
                .slackUserId("")
                .managedBy("ada")
                .attributes(Map.of("r", "x", " r", "y", "", ""))
                .build();

        assertThat(old.name()).isEqualTo("Alice\u202EeviL\u0000");
        assertThat(old.email()).contains("<d\u00E5n@example.com>");
        assertThat(old.slackUserId()).contains("");
        assertThat(old.managerId()).contains("ada");
        assertThat(old.attributes()).isEqualTo(Map.of("r", "y", "", ""));
    }
}
