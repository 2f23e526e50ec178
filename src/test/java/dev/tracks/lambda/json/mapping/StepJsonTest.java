package dev.tracks.lambda.json.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepJsonTest {
    private static AddToTrackStep read(String json) {
        return StepJson.read(Json.read(json.replace('\'', '"')), "day-1", "s1");
    }

    private static List<String> problems(String json) {
        return catchThrowableOfType(InvalidRequestException.class, () -> read(json)).problems().stream()
                .map(FieldProblem::toString)
                .toList();
    }

    @Test
    void omittedFieldsHaveTheContractsDefaults() {
        AddToTrackStep step = read("{'destinationTrackId':'week-1'}");

        assertThat(step)
                .isEqualTo(Fixtures.step("day-1", "s1", "week-1")
                        .confirmation("You've been added to the track! 🎉")
                        .build());
        assertThat(step.joinButtonText().text()).isEqualTo("Join now!");
        assertThat(step.enabled()).isTrue();
    }

    @Test
    void allGivenFieldsAreKept() {
        AddToTrackStep step = read("""
                {'id':'s1','trackId':'day-1','title':'On to leadership','destinationTrackId':'lead','enrollmentMethod':'manual',
                 'invitationMessage':'Hi {{user}}','joinButtonText':'Go','confirmationMessage':'Done',
                 'reminderMessage':'Still there?','mailSubject':'{{track}}, {{user}}','invitationExpiry':'P30D',
                 'reEnrollment':'yes','cooldown':{'amount':3,'unit':'months'},'enrollee':'manager','reachedBy':'event',
                 'delay':{'amount':7,'unit':'days','at':'09:00','workingDaysOnly':true},
                 'audience':{'role':['engineer','designer']},'enabled':false}
                """);

        assertThat(step)
                .isEqualTo(Fixtures.step("day-1", "s1", "lead")
                        .titled("On to leadership")
                        .manual("Hi {{user}}")
                        .joinButton("Go")
                        .confirmation("Done")
                        .reminder("Still there?")
                        .mailSubject("{{track}}, {{user}}")
                        .invitationExpiry(30)
                        .reEnrollment(ReEnrollment.YES)
                        .cooldown(3, SpanUnit.MONTHS)
                        .forManager()
                        .reachedBy(ReachedBy.EVENT)
                        .delay(new Delay(new TimeSpan(7, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), true))
                        .audience(new Audience(Map.of("role", Set.of("engineer", "designer"))))
                        .disabled()
                        .build());
    }

    @Test
    void aWrittenStepIsReadBackEqual() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1")
                .titled("On to week 1")
                .manual("Hi")
                .reminder("Hi again")
                .mailSubject("News")
                .invitationExpiry(9_999)
                .delay(new Delay(new TimeSpan(0, SpanUnit.MINUTES), Optional.of(LocalTime.of(17, 30)), false))
                .audience(new Audience(Map.of("role", Set.of("b", "a"), "team", Set.of("x"))))
                .build();

        assertThat(StepJson.read(StepJson.write(step), "day-1", "s1")).isEqualTo(step);
    }

    @Test
    void aTitleIsOptionalAndHasTheRulesOfATracksTitle() {
        assertThat(read("{'destinationTrackId':'week-1','title':'\\u00A0Cafe\u0301 '}")
                        .title())
                .contains("Caf\u00E9");
        assertThat(read("{'destinationTrackId':'week-1','title':'" + "🎉".repeat(200) + "'}")
                        .title())
                .isPresent();
        assertThat(read("{'destinationTrackId':'week-1','title':null}").title()).isEmpty();
        assertThat(StepJson.write(read("{'destinationTrackId':'week-1'}")).get("title"))
                .isEqualTo(NullNode.instance);
    }

    @Test
    void anEmptyConfirmationIsNoneAndNullIsTheDefault() {
        assertThat(read("{'destinationTrackId':'week-1','confirmationMessage':''}")
                        .confirmationMessage())
                .isEmpty();
        assertThat(read("{'destinationTrackId':'week-1','confirmationMessage':null}")
                        .confirmationMessage())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'enrollmentMethod':'manual' | invitationMessage is required when enrollmentMethod is manual",
                "'title':'' | title must not be empty",
                "'title':'\\u200B' | title must not be empty",
                "'title':'\\u200D' | title must have a visible character",
                "'title':'On\\nto' | title must be a single line without control characters",
                "'title':7 | title must be a string",
                "'confirmationMessage':'Hi {{nobody}}' | confirmationMessage unknown placeholder {{nobody}}",
                "'reminderMessage':'Hi {{nobody}}' | reminderMessage unknown placeholder {{nobody}}",
                "'mailSubject':'Hi {{nobody}}' | mailSubject unknown placeholder {{nobody}}",
                "'mailSubject':'Hi\\u2028there' | mailSubject must be a single line without control characters",
                "'mailSubject':7 | mailSubject must be a string",
                "'invitationExpiry':'P0D' | invitationExpiry must be a number of days from P1D to P9999D, such as P30D",
                "'invitationExpiry':'P1M' | invitationExpiry must be a number of days",
                "'invitationExpiry':'-P1D' | invitationExpiry must be a number of days",
                "'invitationExpiry':'P10000D' | invitationExpiry must be a number of days",
                "'invitationExpiry':30 | invitationExpiry must be a string",
                "'reEnrollment':'maybe' | reEnrollment must be one of no, yes, when_not_active, when_not_completed",
                "'cooldown':{'amount':1,'unit':'days'} | cooldown has no meaning when reEnrollment is no",
                "'cooldown':{'amount':1} | cooldown.unit is required",
                "'delay':{'amount':4000,'unit':'days'} | delay.amount must be 0 to 3650 for days, was 4000",
                "'delay':{'amount':1.5,'unit':'days'} | delay.amount must be a whole number",
                "'delay':{'amount':1,'unit':'years'} | delay.unit must be one of minutes, hours, days, weeks, months",
                "'delay':{'amount':1,'unit':'days','at':'9:00'} | delay.at must be a time of day such as 09:00",
                "'delay':{'amount':1,'unit':'days','at':'24:00'} | delay.at must be a time of day such as 09:00",
                "'delay':{'amount':1,'unit':'days','zone':'UTC'} | delay.zone is not a known field",
                "'delay':7 | delay must be an object",
                "'audience':{'role':[]} | audience.role must have 1 to 50 values",
                "'audience':{'role':['x',3]} | audience.role[1] must be a string",
                "'audience':{'role':'x'} | audience.role must be an array of strings",
                "'enabled':'true' | enabled must be true or false",
                "'trackId':'day-2' | trackId must be day-1, as in the path, or omitted",
                "'id':'s2' | id must be s1, as in the path, or omitted",
                "'updatedAt':'2025-01-01T00:00:00Z' | updatedAt is not a known field"
            })
    void eachInvalidFieldIsNamed(String field, String problem) {
        assertThat(problems("{'destinationTrackId':'week-1'," + field + "}"))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void tooLongStringsAreNamed() {
        String json = "{'destinationTrackId':'week-1','joinButtonText':'" + "x".repeat(76) + "','confirmationMessage':'"
                + "x".repeat(3_001) + "','reminderMessage':'" + "x".repeat(3_001) + "','mailSubject':'" + "x".repeat(79)
                + "','title':'" + "x".repeat(201) + "'}";

        assertThat(problems(json))
                .containsExactly(
                        "title must have at most 200 characters",
                        "reminderMessage must have at most 3000 characters",
                        "joinButtonText must have at most 75 characters",
                        "confirmationMessage must have at most 3000 characters",
                        "mailSubject must have at most 78 characters");
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        String longest = "🎉".repeat(3_000);
        AddToTrackStep step = read("{'destinationTrackId':'week-1','invitationMessage':'" + longest
                + "','confirmationMessage':'" + longest + "','joinButtonText':'" + "🎉".repeat(75) + "'}");

        assertThat(step.invitationMessage()).contains(MessageTemplate.parse(longest));
        assertThat(step.joinButtonText().text()).hasSize(150);
    }

    @Test
    void aMessageMayHaveLinesAndAButtonIsASingleTrimmedLine() {
        AddToTrackStep step = read("{'destinationTrackId':'week-1','confirmationMessage':' Hi\\r\\n\\tthere ',"
                + "'joinButtonText':'\\u00a0Join\\ufeff'}");

        assertThat(step.confirmationMessage()).contains(MessageTemplate.parse(" Hi\n\tthere "));
        assertThat(step.joinButtonText().text()).isEqualTo("Join");
    }

    @Test
    void aTextOfWhiteSpaceIsNone() {
        AddToTrackStep step =
                read("{'destinationTrackId':'week-1','confirmationMessage':'\\u00a0\\n','joinButtonText':'\\u3000',"
                        + "'reminderMessage':'\\n','mailSubject':''}");

        assertThat(step.confirmationMessage()).isEmpty();
        assertThat(step.reminderMessage()).isEmpty();
        assertThat(step.mailSubject()).isEmpty();
        assertThat(step.joinButtonText().text()).isEqualTo("Join now!");
    }

    @Test
    void controlCharactersAndUnbalancedBidirectionalControlsAreNamed() {
        assertThat(problems("{'destinationTrackId':'week-1','invitationMessage':'a\\u0000b',"
                        + "'confirmationMessage':'\\u202eab','joinButtonText':'Join\\nnow'}"))
                .containsExactly(
                        "invitationMessage must have no control characters but line breaks and tabs",
                        "joinButtonText must be a single line without control characters",
                        "confirmationMessage must end each bidirectional control (U+202A to U+202E, U+2066 to U+2068)"
                                + " that it begins");
    }

    @Test
    void anAudienceIsNormalizedAndLimited() {
        assertThat(read("{'destinationTrackId':'week-1','audience':{'role\\u00a0':['\\ufeffengineer','engineer ']}}")
                        .audience())
                .isEqualTo(new Audience(Map.of("role", Set.of("engineer"))));
        assertThat(problems("{'destinationTrackId':'week-1','audience':{'role':['x'],' role':['y']}}"))
                .containsExactly("audience. role must not be given twice; white space around a name is ignored");
        assertThat(problems("{'destinationTrackId':'week-1','audience':" + numbered(21, "[\"x\"]") + "}"))
                .containsExactly("audience must have at most 20 entries");
        assertThat(read("{'destinationTrackId':'week-1','audience':" + numbered(20, "[\"x\"]") + "}")
                        .audience()
                        .attributes())
                .hasSize(20);
        assertThat(problems("{'destinationTrackId':'week-1','audience':{'role':"
                        + IntStream.range(0, 51).mapToObj(i -> "'v" + i + "'").toList() + "}}"))
                .containsExactly("audience.role must have 1 to 50 values");
        assertThat(problems("{'destinationTrackId':'week-1','audience':{'role':['" + "x".repeat(201) + "']}}"))
                .containsExactly("audience.role[0] must have at most 200 characters");
    }

    private static String numbered(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'a" + i + "':" + value)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void allInvalidFieldsAreNamedTogether() {
        assertThat(problems("{'enrollee':'boss','delay':{'unit':'days'},'audience':[],'foo':1}"))
                .containsExactlyInAnyOrder(
                        "destinationTrackId is required",
                        "enrollee must be one of participant, manager",
                        "delay.amount is required",
                        "audience must be an object",
                        "foo is not a known field");
    }
}
