package dev.tracks.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.track.TrackStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static Fields fields(String json) {
        return Fields.of(Json.read(json.replace('\'', '"')));
    }

    private static List<FieldProblem> problems(String json, Consumer<Fields> reading) {
        Fields fields = fields(json);
        reading.accept(fields);
        return catchThrowableOfType(InvalidRequestException.class, () -> fields.buildWhole(() -> "built"))
                .problems();
    }

    @Test
    void nullIsTheSameAsAbsent() {
        Fields fields = fields("{'a':null,'b':null,'c':null,'d':null}");

        assertThat(fields.text("a", text -> text)).isEmpty();
        assertThat(fields.flag("b")).isEmpty();
        assertThat(fields.texts("c", text -> text)).isEmpty();
        assertThat(fields.object("d")).isEmpty();
        assertThat(fields.buildWhole(() -> "built")).isEqualTo("built");
    }

    @Test
    void aNullThatWouldBeMistakenForAnAbsentFieldIsNamed() {
        assertThat(problems("{'a':null,'b':1}", fields -> {
                    fields.refuseNull("a");
                    fields.flag("a");
                    fields.refuseNull("c");
                    fields.whole("b", 1, 1);
                    fields.refuseNull("b");
                }))
                .containsExactly(new FieldProblem("a", "must not be null; omit the field to keep the stored value"));
    }

    @Test
    void aRequiredFieldThatIsMissingOrNullIsNamed() {
        assertThat(problems("{'a':null}", fields -> fields.required("a", fields.id("a"))))
                .containsExactly(new FieldProblem("a", "is required"));
    }

    @Test
    void aFieldOfAWrongTypeHasOneProblemOnly() {
        assertThat(problems("{'a':1}", fields -> fields.required("a", fields.id("a"))))
                .containsExactly(new FieldProblem("a", "must be a string"));
    }

    @Test
    void anUnknownEnumNameIsNamedWithTheAllowedOnes() {
        assertThat(problems("{'status':'ACTIVE'}", fields -> fields.name("status", TrackStatus.class)))
                .containsExactly(new FieldProblem("status", "must be one of draft, active, paused, archived"));
    }

    @Test
    void problemsInNestedObjectsHaveAPath() {
        assertThat(problems("{'map':{'role':['a',2],'team':'x'},'list':['b',null]}", fields -> {
                    fields.textsMap("map", 9, 9, text -> text);
                    fields.texts("list", text -> text);
                }))
                .extracting(FieldProblem::field)
                .containsExactly("map.role[1]", "map.team", "list[1]");
    }

    @Test
    void mapsAreReadCompletely() {
        Fields fields = fields("{'texts':{'role':'x'},'lists':{'role':['x','y','x']}}");

        assertThat(fields.textMap("texts", 1, String::toUpperCase)).contains(Map.of("ROLE", "X"));
        assertThat(fields.textsMap("lists", 1, 3, String::toUpperCase)).contains(Map.of("ROLE", Set.of("X", "Y")));
    }

    @Test
    void aMapWithTooManyEntriesOrValuesIsNamed() {
        assertThat(problems("{'m':{'a':'x','b':'x'}}", fields -> fields.textMap("m", 1, text -> text)))
                .containsExactly(new FieldProblem("m", "must have at most 1 entries"));
        assertThat(problems("{'m':{'a':[],'b':['x','y']}}", fields -> fields.textsMap("m", 2, 1, text -> text)))
                .containsExactly(
                        new FieldProblem("m.a", "must have 1 to 1 values"),
                        new FieldProblem("m.b", "must have 1 to 1 values"));
    }

    @Test
    void twoNamesThatAreEqualOnceConvertedAreNamed() {
        assertThat(problems("{'m':{'a':'x',' a':'y'}}", fields -> fields.textMap("m", 2, String::strip)))
                .containsExactly(
                        new FieldProblem("m. a", "must not be given twice; white space around a name is ignored"));
    }

    @Test
    void aNameThatTheRuleRejectsIsNamed() {
        assertThat(problems(
                        "{'m':{' ':'x'}}",
                        fields -> fields.textMap("m", 2, text -> {
                            if (text.isBlank()) {
                                throw new InvalidFieldException("m", "must not be empty");
                            }
                            return text;
                        })))
                .containsExactly(new FieldProblem("m. ", "has a name that is not valid: it must not be empty"));
    }

    @Test
    void anUnreadFieldIsUnknownAtEveryLevel() {
        assertThat(problems("{'a':{'b':1},'c':2}", fields -> fields.object("a").flatMap(a -> a.build(() -> 1))))
                .extracting(FieldProblem::toString)
                .containsExactly("a.b is not a known field", "c is not a known field");
    }

    @Test
    void anExceptionOfARecordIsAProblemOfItsField() {
        Fields fields = fields("{'a':{'b':1}}");
        Fields inner = fields.object("a").orElseThrow();
        inner.whole("b", 0, 9);

        Optional<Object> built = inner.build(() -> {
            throw new InvalidFieldException("b", "must be even");
        });

        assertThat(built).isEmpty();
        assertThatThrownBy(() -> fields.buildWhole(() -> 1)).hasMessage("a.b must be even");
    }

    @Test
    void aProblemElsewhereDoesNotHideAProblemOfANestedRecord() {
        assertThat(problems("{'first':1,'a':{}}", fields -> {
                    fields.id("first");
                    fields.object("a").orElseThrow().build(() -> {
                        throw new InvalidFieldException("b", "must be even");
                    });
                }))
                .extracting(FieldProblem::field)
                .containsExactly("first", "a.b");
    }

    @Test
    void anUnpairedSurrogateIsRejected() {
        assertThat(problems("{'a':'x\\ud800y'}", fields -> fields.text("a", text -> text)))
                .containsExactly(new FieldProblem("a", "must be well-formed Unicode"));
        assertThat(problems("{'m':{'\\udc00':'x'}}", fields -> fields.textMap("m", 9, text -> text)))
                .containsExactly(new FieldProblem("m.\uFFFD", "must have a name in well-formed Unicode"));
    }

    @Test
    void aSurrogatePairIsAccepted() {
        assertThat(fields("{'a':'\\ud83c\\udf89'}").text("a", text -> text)).contains("🎉");
    }

    @Test
    void theProblemsOfAHostileRequestAreLimited() {
        StringBuilder json = new StringBuilder("{'" + "n".repeat(5_000) + "':1");
        for (int i = 0; i < 500; i++) {
            json.append(",'f").append(i).append("':1");
        }

        List<FieldProblem> problems = problems(json + "}", fields -> {});

        assertThat(problems).hasSize(FieldProblems.REPORTED_MAX);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.field()).hasSizeLessThanOrEqualTo(200));
    }

    @Test
    void anUnreportedProblemStillPreventsItsRecord() {
        String json = "{'many':[" + "1,".repeat(60) + "1],'a':{}}";

        assertThat(problems(json, fields -> {
                    fields.texts("many", text -> text);
                    Fields inner = fields.object("a").orElseThrow();
                    Optional<String> b = inner.required("b", inner.id("b"));
                    inner.build(b::get);
                }))
                .hasSize(FieldProblems.REPORTED_MAX);
    }
}
