package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {
    private final Person ada = Fixtures.person("ada");

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c", "a b", "#", "USER#ada", "e\u0301", "Ada@Example.org", "00u1a2B3", "\u200Bx"})
    void aSubjectIsKeptAsItIs(String subject) {
        assertThat(ada.subject(subject).build().aliases().all()).containsExactly(Alias.subject(subject));
    }

    @Test
    void addressesAreEqualAliasesInAnyCaseAndSubjectsAreNot() {
        assertThat(ada.email("Ada@Example.org").build().aliases().all())
                .containsExactly(Alias.email("ADA@example.ORG"));
        assertThat(ada.email("Ada@Example.org").build().email()).contains("Ada@Example.org");
        assertThat(Alias.subject("A")).isNotEqualTo(Alias.subject("a"));
        assertThat(Alias.slackUserId("U1")).isNotEqualTo(Alias.subject("U1"));
    }

    @Test
    void anAddressAndItsPunycodeAreOneAlias() {
        assertThat(Alias.email("ada@bücher.example")).isEqualTo(Alias.email("ada@xn--bcher-kva.example"));
    }

    @Test
    void bothIdsOfASlackUserAreAliasesOfThePerson() {
        Aliases both = new Aliases(Optional.empty(), Optional.of("W1"), Optional.of("U1"), Optional.empty());

        assertThat(both.all()).containsExactly(Alias.slackUserId("W1"), Alias.slackUserId("U1"));
        assertThat(both.hasSlackUserId("W1")).isTrue();
        assertThat(both.hasSlackUserId("U1")).isTrue();
        assertThat(both.hasSlackUserId("U2")).isFalse();
    }
}
