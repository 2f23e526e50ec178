package dev.tracks.domain.record;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantTest {
    private static final String EMPTY = "must not be empty";
    private static final String EMOJI = "🎉";

    private final Person ada = Fixtures.person("ada");

    @Test
    void aNameIsStrippedAndHasUpToTwoHundredCharacters() {
        assertThat(ada.named("  Ada Lovelace ").build().name()).isEqualTo("Ada Lovelace");
        assertThat(ada.named(EMOJI.repeat(200)).build().name()).isEqualTo(EMOJI.repeat(200));
        assertRefused(
                "name",
                "must have at most 200 characters",
                () -> ada.named(EMOJI.repeat(201)).build());
    }

    @Test
    void aNameIsRequired() {
        assertRefused("name", EMPTY, () -> ada.named(null).build());
        assertRefused("name", EMPTY, () -> ada.named(" \n").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ada@example.org", "ada+tracks@example.org", "ada@bücher.example"})
    void anAddressContainsOneAtSign(String email) {
        assertThat(ada.email(" " + email + " ").build().email()).contains(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "@example.org", "ada@", "a@b@c", "ada lovelace@example.org", "a@b\tc", "@"})
    void anyOtherTextIsNotAnAddress(String email) {
        assertRefused(
                "email", "must be an e-mail address", () -> ada.email(email).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c", "a b", "#", "USER#ada", "e\u0301", "Ada@Example.org", "00u1a2B3", "\u200Bx"})
    void aSubjectIsKeptAsItIs(String subject) {
        assertThat(ada.subject(subject).build().aliases().all()).containsExactly(Alias.subject(subject));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", "\u00A0a", "a\u3000", "\uFEFFa", "a\n", "a\u0000b", "a\u0085b", " "})
    void aSubjectThatWasNotCopiedExactlyIsRefused(String subject) {
        assertRefused(
                "subject",
                "must equal the claim sub: without surrounding white space or control characters",
                () -> ada.subject(subject).build());
    }

    @Test
    void aSubjectHasOneToTwoHundredFiftySixCharacters() {
        assertThat(ada.subject(EMOJI.repeat(256)).build().aliases().subject()).contains(EMOJI.repeat(256));
        assertRefused("subject", EMPTY, () -> ada.subject("").build());
        assertRefused(
                "subject",
                "must have at most 256 characters",
                () -> ada.subject(EMOJI.repeat(257)).build());
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
    void anAddressHasOneToTwoHundredFiftyFourCharacters() {
        assertRefused("email", EMPTY, () -> ada.email(" ").build());
        assertThat(ada.email("a@" + "b".repeat(252)).build().email()).isPresent();
        assertRefused(
                "email",
                "must have at most 254 characters",
                () -> ada.email("a@" + "b".repeat(253)).build());
    }

    @Test
    void aSlackUserIsStrippedAndHasUpToSixtyFourCharacters() {
        assertThat(ada.slackUserId(" U123 ").build().slackUserId()).contains("U123");
        assertRefused("slackUserId", EMPTY, () -> ada.slackUserId("").build());
        assertThat(ada.slackUserId("U".repeat(64)).build().slackUserId()).isPresent();
        assertRefused(
                "slackUserId",
                "must have at most 64 characters",
                () -> ada.slackUserId("U".repeat(65)).build());
    }

    @Test
    void aManagerIsAnotherPersonAndNeedNotExist() {
        assertThat(ada.managedBy("grace").build().managerId()).contains("grace");
        assertRefused(
                "managerId",
                "must be another person",
                () -> ada.managedBy("ada").build());
        assertRefused(
                "managerId",
                "must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit",
                () -> ada.managedBy("Grace Hopper").build());
    }

    @Test
    void attributesAreStrippedSoThatAudiencesMatchThem() {
        assertThat(ada.attributes(Map.of(" role", "engineer ")).build().attributes())
                .isEqualTo(Map.of("role", "engineer"));
    }

    @Test
    void anAttributeHasANameAndAValue() {
        assertRefused(
                "attributes", EMPTY, () -> ada.attributes(Map.of(" ", "x")).build());
        assertRefused(
                "attributes.role",
                EMPTY,
                () -> ada.attributes(Map.of("role", " ")).build());
        assertRefused(
                "attributes",
                "must have at most 200 characters",
                () -> ada.attributes(Map.of("r".repeat(201), "x")).build());
        assertRefused(
                "attributes.role",
                "must have at most 200 characters",
                () -> ada.attributes(Map.of("role", "x".repeat(201))).build());
    }

    @Test
    void anAttributeIsNamedOnce() {
        assertRefused(
                "attributes.r",
                "must not be given twice; spaces around a name are ignored",
                () -> ada.attributes(Map.of("r", "x", " r", "y")).build());
    }

    @Test
    void thereAreAtMostFiftyAttributes() {
        assertThat(ada.attributes(numbered(50)).build().attributes()).hasSize(50);
        assertRefused(
                "attributes",
                "must have at most 50 entries",
                () -> ada.attributes(numbered(51)).build());
    }

    private static Map<String, String> numbered(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "a" + i, i -> "x"));
    }
}
