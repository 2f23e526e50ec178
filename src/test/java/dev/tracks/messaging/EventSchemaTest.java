package dev.tracks.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.tracks.Fixtures;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.StepReachedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published events match the schemas and the examples in {@code docs/events}. */
class EventSchemaTest {
    private static final Path EVENTS = Path.of("docs/events");
    private static final Path EXAMPLES = EVENTS.resolve("examples");

    private final JsonSchema transition = schema("transition.schema.json");
    private final JsonSchema stepReached = schema("step-reached.schema.json");

    private static JsonNode read(Path file) {
        try {
            return Json.read(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static JsonSchema schema(String name) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(read(EVENTS.resolve(name)), config);
    }

    private static List<String> problems(JsonSchema schema, JsonNode detail) {
        return schema.validate(detail).stream().map(Object::toString).toList();
    }

    static Stream<String> names() {
        return PublishedTransitions.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyEventIsValid(String name) {
        assertThat(problems(transition, PublishedTransitions.all().get(name))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = SkipReason.class, mode = Mode.EXCLUDE, names = "RUN_CANCELLED")
    void aSkipIsValidWithEveryReason(SkipReason reason) {
        assertThat(problems(transition, PublishedTransitions.skipped(reason))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theExampleIsWhatIsPublished(String name) {
        JsonNode example = read(EXAMPLES.resolve(name + ".json"));
        assertThat(example.path("detail")).isEqualTo(PublishedTransitions.all().get(name));
        assertThat(example.path("source").asText()).isEqualTo(EventBridgeDomainEvents.SOURCE);
        assertThat(example.path("detail-type").asText())
                .isEqualTo(example.at("/detail/transition").asText());
        assertThat(example.path("time").asText())
                .isEqualTo(example.at("/detail/at").asText());
    }

    @Test
    void everyTransitionIsPublishedAndHasAnExampleAndADescription() throws IOException {
        Set<String> published = PublishedTransitions.all().values().stream()
                .map(detail -> detail.path("transition").asText())
                .collect(Collectors.toSet());
        assertThat(published).isEqualTo(PublishedTransitions.NAMES);
        Set<String> described = new TreeSet<>();
        read(EVENTS.resolve("transition.schema.json"))
                .at("/properties/transition/enum")
                .forEach(name -> described.add(name.asText()));
        assertThat(described).isEqualTo(PublishedTransitions.NAMES);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            Set<String> shown = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
            shown.remove("step-reached");
            assertThat(shown).isEqualTo(PublishedTransitions.all().keySet());
        }
    }

    @Test
    void theReasonsAreThoseOfTheProgram() {
        Set<String> described = new TreeSet<>();
        read(EVENTS.resolve("transition.schema.json"))
                .at("/$defs/reason/enum")
                .forEach(name -> described.add(name.asText()));
        assertThat(described)
                .isEqualTo(Arrays.stream(SkipReason.values())
                        .map(SkipReason::wireName)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anUnknownFieldIsNotValid(String name) {
        ObjectNode more = PublishedTransitions.all().get(name).put("name", "Ada");
        assertThat(problems(transition, more)).isNotEmpty();
        ObjectNode deeper = PublishedTransitions.all().get(name);
        ((ObjectNode) deeper.get("source")).put("name", "Ada");
        assertThat(problems(transition, deeper)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noFieldMayBeLeftOut(String name) {
        ObjectNode whole = PublishedTransitions.all().get(name);
        whole.properties()
                .forEach(field -> assertThat(
                                problems(transition, whole.deepCopy().without(field.getKey())))
                        .as(field.getKey())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theKindOfATransitionDeterminesItsFields(String name) {
        for (String field : List.of("enrollment", "invitation")) {
            ObjectNode other = PublishedTransitions.all().get(name);
            other.set(
                    field,
                    other.get(field).isNull()
                            ? Json.object()
                                    .put("trackId", "week-1")
                                    .put("instance", 1)
                                    .put("number", 1)
                            : NullNode.getInstance());
            assertThat(problems(transition, other)).as(field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-03", "2025-03-03T09:00:00+01:00", "soon"})
    void aTimeIsAnInstantInUtc(String time) {
        assertThat(problems(
                        transition, PublishedTransitions.all().get("enrolled").put("at", time)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void noEventHasTextsNamesOrProgress(String name) {
        assertThat(PublishedTransitions.all().get(name).toString())
                .doesNotContain("Ada", "Come along!", "grace", "done");
    }

    @Test
    void twoTransitionsNeverHaveTheSameId() {
        List<String> ids = PublishedTransitions.all().entrySet().stream()
                // Alternative histories of the same cause, which exclude each other.
                .filter(event -> !Set.of("enrolled-by-invitation", "withdrawn-at-the-click", "skipped-without-a-step")
                        .contains(event.getKey()))
                .map(event -> event.getValue().path("id").asText())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void aTrackWithTheIdApiIsNotConfusedWithTheApi() {
        assertThat(PublishedTransitions.all().get("enrolled-by-api").path("id").asText())
                .isEqualTo("api:ada/week-1/1/enrolled/1")
                .isNotEqualTo(PublishedTransitions.enrolled(Fixtures.cause("api", "ada", "week-1", 1))
                        .path("id")
                        .asText());
    }

    @Test
    void theStepReachedExampleIsValidAndStepAcceptsItsDetail() {
        JsonNode example = read(EXAMPLES.resolve("step-reached.json"));
        assertThat(example.path("detail-type").asText()).isEqualTo("step-reached");
        assertThat(problems(stepReached, example.path("detail"))).isEmpty();
        assertThatCode(() -> StepReachedJson.read(example.path("detail"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"ada\"}",
                "{\"email\":\"Ada@example.com\"}",
                "{\"slackUserId\":\"U012AB3CD\"}",
                "{\"subject\":\"auth0|5f7c8ec7c33c6c004bbafe82\"}"
            })
    void aPersonMayBeNamedByAnAlias(String participant) {
        JsonNode detail = Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":" + participant + "}");

        assertThat(problems(stepReached, detail)).isEmpty();
        assertThatCode(() -> StepReachedJson.read(detail)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\"}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"Ada\"}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":0}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":100000}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":\"1\"}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"participant\":{\"id\":\"ada\"}}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":{}}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":{\"id\":\"ada\",\"subject\":\"x\"}}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":{\"name\":\"Ada\"}}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":\"ada\"}",
                "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"name\":\"Ada\"}"
            })
    void anEventThatStepRefusesIsNotValid(String detail) {
        assertThat(problems(stepReached, Json.read(detail))).isNotEmpty();
        assertThatThrownBy(() -> StepReachedJson.read(Json.read(detail))).isInstanceOf(InvalidRequestException.class);
    }
}
