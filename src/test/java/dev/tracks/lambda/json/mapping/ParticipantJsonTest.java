package dev.tracks.lambda.json.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Participant;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which people the API accepts. */
class ParticipantJsonTest {
    private static final String EMPTY = "must not be empty";
    private static final String NO_EMAIL =
            "email must be an e-mail address such as ada@example.com: unquoted ASCII characters before the @, and an internet"
                    + " domain after it";

    private static ObjectNode ada() {
        return Json.object().put("name", "Ada");
    }

    private static Participant read(ObjectNode json) {
        return ParticipantJson.read(json, "ada", ZoneOffset.UTC, "America/Stored"::equals)
                .participant();
    }

    private static List<String> problems(ObjectNode json) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(json)).problems().stream()
                .map(FieldProblem::toString)
                .toList();
    }

    @Test
    void textsAreNormalized() {
        ObjectNode json = ada().put("name", "\uFEFFAdamina")
                .put("email", "\u00A0ada@example.com\u200B")
                .put("slackUserId", "U1\u3000");
        json.set("attributes", Json.object().put("role\uFEFF", "engineer\u00A0"));

        assertThat(read(json))
                .returns("Adamina", Participant::name)
                .returns("ada@example.com", person -> person.email().orElseThrow())
                .returns("U1", person -> person.slackUserId().orElseThrow())
                .returns(Map.of("role", "engineer"), Participant::attributes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice\u202EeviL", "\u200B", "Ada\u0000", "Ada\nLovelace", "\u200D"})
    void aNameThatDeceivesOrCannotBeReadIsRefused(String name) {
        assertThat(problems(ada().put("name", name))).singleElement().asString().startsWith("name must ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"علی\u200Cرضا", "Ada 👩\u200D💻", "❤\uFE0F"})
    void joinersAndEmojiSequencesAreAccepted(String name) {
        assertThat(read(ada().put("name", name)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "Ada.Lovelace+tracks@Example.ORG",
                "o'brien@mail.example.co.uk",
                "!#$%&'*+-/=?^_`{|}~@example.com",
                "ada@bücher.example",
                "ada@xn--bcher-kva.example",
                "1@2.example"
            })
    void anAddressThatSesAcceptsIsStoredAsItIsGiven(String email) {
        assertThat(read(ada().put("email", email)).email()).contains(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada\u200B@example.com",
                "ada,bob@example.com",
                "<ada@example.com>",
                "Ada <ada@example.com>",
                "dån@example.com",
                "ada",
                "@example.com",
                "ada@",
                "ada@example",
                "ada@localhost",
                "ada@exam\u200Bple.com",
                "ada@straße.example",
                "ada@example.c",
                "ada@example.com.",
                "ada@-example.com",
                "ada@exa_mple.com",
                "ada@example..com",
                "ada@[127.0.0.1]",
                "ada@127.0.0.1",
                "a@b@example.com",
                "ada lovelace@example.com",
                "ada @example.com",
                "ada@ example.com",
                "\"ada l\"@example.com",
                "ada(office)@example.com",
                "ada@(office)example.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "@relay.example:ada@example.com",
                "ada;bob@example.com",
                "ada@example.com, bob@example.com",
                "mailto:ada@example.com"
            })
    void anyOtherTextIsNoAddress(String email) {
        assertThat(problems(ada().put("email", email))).containsExactly(NO_EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada\u0000@example.com", "ada@example.com\r\nBcc: x"})
    void anAddressIsASingleLineWithoutControlCharacters(String email) {
        assertThat(problems(ada().put("email", email)))
                .containsExactly("email must be a single line without control characters");
    }

    @Test
    void aLocalPartHasUpTo64CharactersAndAnAddress254EvenInPunycode() {
        String domain = "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60);
        String longest = "a".repeat(64) + "@" + domain + ".io." + "e".repeat(2);

        assertThat(read(ada().put("email", "a".repeat(64) + "@example.com")).email())
                .isPresent();
        assertThat(problems(ada().put("email", "a".repeat(65) + "@example.com")))
                .containsExactly(NO_EMAIL);
        assertThat(longest).hasSize(253);
        assertThat(read(ada().put("email", longest + "e")).email()).isPresent();
        assertThat(problems(ada().put("email", longest + "ee")))
                .containsExactly("email must have at most 254 characters");
        assertThat(problems(ada().put("email", longest.replace(".io.", ".ü.")))).containsExactly(NO_EMAIL);
    }

    @Test
    void aSlackUserHasUpTo64Characters() {
        assertThat(read(ada().put("slackUserId", "U".repeat(64))).slackUserId()).isPresent();
        assertThat(problems(ada().put("slackUserId", "U".repeat(65))))
                .containsExactly("slackUserId must have at most 64 characters");
        assertThat(problems(ada().put("slackUserId", "\u00A0"))).containsExactly("slackUserId " + EMPTY);
    }

    @Test
    void aManagerIsAnotherPerson() {
        assertThat(read(ada().put("managerId", "grace")).managerId()).contains("grace");
        assertThat(problems(ada().put("managerId", "ada"))).containsExactly("managerId must be another person");
    }

    @Test
    void attributesHaveNamesAndValues() {
        ObjectNode json = ada();
        json.putObject("attributes").put(" ", "x").put("role", "\u00A0").put("site", "K\u0000");

        assertThat(problems(json))
                .containsExactly(
                        "attributes.  has a name that is not valid: it must not be empty",
                        "attributes.role must not be empty",
                        "attributes.site must be a single line without control characters");
    }

    @Test
    void anAttributeIsNamedOnce() {
        ObjectNode json = ada();
        json.putObject("attributes").put("role", "x").put("role\u00A0", "y");

        assertThat(problems(json))
                .containsExactly("attributes.role\u00A0 must not be given twice; white space around a name is ignored");
    }

    @Test
    void thereAreAtMostFiftyAttributes() {
        ObjectNode json = ada();
        ObjectNode attributes = json.putObject("attributes");
        for (int i = 0; i < 50; i++) {
            attributes.put("a" + i, "x");
        }
        assertThat(read(json).attributes()).hasSize(50);

        attributes.put("one-more", "x");
        assertThat(problems(json)).containsExactly("attributes must have at most 50 entries");
    }
}
