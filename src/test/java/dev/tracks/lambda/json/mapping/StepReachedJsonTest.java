package dev.tracks.lambda.json.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepReachedJsonTest {
    private static ReachedEvent read(String json) {
        return StepReachedJson.read(Json.read(json.replace('\'', '"')));
    }

    @Test
    void aCompleteEventIsReadAsItsCause() {
        assertThat(read("{'trackId':'day-1','stepId':'s1','participantId':'ada','instance':2}"))
                .isEqualTo(new ReachedEvent("day-1", "s1", PersonRef.of("ada"), 2));
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'id':'ada'}; id; ada",
                "{'email':'Ada@Example.com'}; email; ada@example.com",
                "{'slackUserId':'U012AB3CD'}; slackUserId; U012AB3CD",
                "{'subject':'auth0|Ada'}; subject; auth0|Ada",
                "{'id':'ada','email':null}; id; ada"
            })
    void aPersonIsNamedByAnIdOrAnAlias(String person, String kind, String value) {
        PersonRef ref = read("{'trackId':'day-1','stepId':'s1','participant':" + person + "}")
                .person();

        assertThat(ref.kind()).isEqualTo(kind);
        assertThat(ref.value()).isEqualTo(value);
        assertThat(ref.participantId().isPresent()).isEqualTo(kind.equals("id"));
    }

    @Test
    void anAliasIsReadInTheFormInWhichItIsCompared() {
        assertThat(read("{'trackId':'day-1','stepId':'s1','participant':{'email':' ADA@example.com '}}")
                        .person())
                .isEqualTo(PersonRef.of(Alias.email("ada@example.com")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'participant':{}; participant must have exactly one of id, email, slackUserId, subject",
                "'participant':{'email':null}; participant must have exactly one of id, email, slackUserId, subject",
                "'participant':{'id':'a','subject':'b'}; participant must have exactly one of id, email, slackUserId, subject",
                "'participant':'ada'; participant must be an object",
                "'participant':{'id':'Ada'}; participant.id must be an id",
                "'participant':{'email':'ada'}; participant.email must be an e-mail address",
                "'participant':{'email':7}; participant.email must be a string",
                "'participant':{'subject':''}; participant.subject ",
                "'participant':{'subject':'a','name':'Ada'}; participant.name is not a known field",
                "'participantId':'ada','participant':{'id':'ada'}; participant must be omitted if participantId is given",
                "'participantId':null,'participant':null; participantId is required"
            })
    void aPersonWhoIsNotNamedExactlyOnceIsRefusedByName(String person, String message) {
        assertThatThrownBy(() -> read("{'trackId':'day-1','stepId':'s1'," + person + "}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
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
