package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class StepHandlerPropertyTest {
    private final StepHandler handler = new InMemoryApplication().stepHandler();

    @Property(tries = 5_000)
    void everyEventIsAnsweredOrRefusedByField(@ForAll("events") JsonNode event) {
        try {
            assertThat(InMemoryApplication.invoke(handler, event.toString())
                            .path("decision")
                            .asText())
                    .isEqualTo("skipped");
        } catch (InvalidRequestException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
            assertThat(e.getMessage()).isNotBlank();
            assertThat(event.isObject())
                    .as("only what is no object has a problem without a field")
                    .isEqualTo(e.problems().stream().map(FieldProblem::field).noneMatch(String::isEmpty));
        }
    }

    @Property(tries = 5_000)
    void everyTextIsAnsweredOrRefused(@ForAll String text) {
        try {
            InMemoryApplication.invoke(handler, text);
        } catch (InvalidRequestException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<JsonNode> events() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of("trackId", "stepId", "participantId", "participant", "instance")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(10)));
        Arbitrary<JsonNode> objects =
                Arbitraries.maps(names, values()).ofMaxSize(5).map(StepHandlerPropertyTest::object);
        return Arbitraries.frequencyOf(Tuple.of(9, objects), Tuple.of(1, values()));
    }

    private static JsonNode object(Map<String, JsonNode> fields) {
        ObjectNode object = Json.object();
        fields.forEach(object::set);
        return object;
    }

    private static Arbitrary<JsonNode> values() {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.of("day-1", "s1", "ada", "", "Day 1", "a".repeat(65)),
                Arbitraries.strings().ofMaxLength(8),
                Arbitraries.of(1, 99_999, 100_000, 0, -1),
                Arbitraries.bigDecimals(),
                Arbitraries.of(true, false),
                Arbitraries.of(
                        List.of(), List.of(1), Map.of(), Map.of("trackId", "x"), Map.of("email", "a@example.com")));
        return plain.injectNull(0.1).map(Json::of);
    }
}
