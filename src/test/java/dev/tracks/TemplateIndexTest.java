package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.IndexNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table's indexes, in a new stack and in each step of the migration from the version whose indexes projected all
 * attributes. CloudFormation creates or deletes one index per update ("Cannot perform more than one GSI creation or deletion
 * in a single update"), and neither DynamoDB nor CloudFormation can change a projection.
 */
class TemplateIndexTest {
    private static final String MIGRATION = "IndexMigration";
    private static final List<String> STEPS = List.of("step-1", "step-2", "step-3", "done");

    private final Template template = Template.read();
    private final TemplateRules rules;

    TemplateIndexTest() throws IOException {
        rules = TemplateRules.read();
    }

    /**
     * A deployed stack.
     *
     * @param indexes the definitions by name
     * @param reads the names of those that the functions read
     */
    private record Stack(Map<String, String> indexes, Set<String> reads) {}

    /** The stack of the version before. */
    private static Stack previous() {
        Map<String, String> indexes = new TreeMap<>();
        for (String name : List.of("GSI1", "GSI2", "GSI3")) {
            indexes.put(name, name + "PK HASH, " + name + "SK RANGE, ALL []");
        }
        return new Stack(indexes, indexes.keySet());
    }

    private Stack after(String step) {
        Map<String, String> indexes = new TreeMap<>();
        template.properties("Table")
                .path("GlobalSecondaryIndexes")
                .forEach(element -> chosen(element, step)
                        .filter(JsonNode::isObject)
                        .ifPresent(index -> indexes.put(index.path("IndexName").asText(), definition(index))));
        JsonNode reads = template.at("/Mappings/IndexesRead/" + step);
        return new Stack(
                indexes,
                Set.of(reads.path("ReadsLists").asText(), reads.path("ReadsDue").asText(), "GSI3"));
    }

    /** Of {@code !If [condition, value, value]} the one that counts; else the node itself. */
    private Optional<JsonNode> chosen(JsonNode node, String step) {
        if (!node.isArray() || !template.at("/Conditions").has(node.path(0).asText())) {
            return Optional.of(node);
        }
        boolean holds = rules.holds(node.path(0).asText(), Map.of(MIGRATION, step));
        return Optional.of(node.path(holds ? 1 : 2));
    }

    private static String definition(JsonNode index) {
        JsonNode attributes = index.at("/Projection/NonKeyAttributes");
        return Template.keys(index) + ", "
                + index.at("/Projection/ProjectionType").asText() + " "
                + (attributes.isMissingNode() ? Set.of() : new TreeSet<>(Template.texts(attributes)));
    }

    private static String definition(Index index) {
        String type = index.projected()
                .map(attributes -> attributes.isEmpty() ? "KEYS_ONLY" : "INCLUDE")
                .orElse("ALL");
        return index.partition() + " HASH, " + index.sort() + " RANGE, " + type + " "
                + new TreeSet<>(index.projected().orElse(Set.of()));
    }

    @Test
    void theIndexesOfANewStackAreThoseThatTheCodeReads() {
        assertThat(template.at("/Parameters/IndexMigration/Default").asText()).isEqualTo("done");
        assertThat(Template.keys(template.properties("Table"))).isEqualTo("PK HASH, SK RANGE");
        assertThat(after("done").indexes())
                .isEqualTo(Stream.of(Index.values())
                        .filter(index -> index != Index.TABLE)
                        .collect(Collectors.toMap(
                                index -> IndexNames.NEW.of(index).orElseThrow(), TemplateIndexTest::definition)));
        assertThat(after("done").reads()).isEqualTo(after("done").indexes().keySet());
    }

    @Test
    void theMigrationHasTheseStepsInThisOrder() {
        assertThat(Template.texts(template.at("/Parameters/IndexMigration/AllowedValues")))
                .containsExactlyInAnyOrderElementsOf(STEPS);
        assertThat(template.at("/Mappings/IndexesRead").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(STEPS);
    }

    private Stack before(String step) {
        int index = STEPS.indexOf(step);
        return index == 0 ? previous() : after(STEPS.get(index - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step-2", "step-3", "done"})
    void aStepCreatesOrRemovesOneIndexAndChangesNone(String step) {
        Map<String, String> before = before(step).indexes();
        Map<String, String> after = after(step).indexes();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());

        assertThat(names)
                .filteredOn(name -> !Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(after.get(name))))
                .hasSize(1)
                .allMatch(name -> before.containsKey(name) != after.containsKey(name));
    }

    /** CloudFormation need not wait until a new index is complete, and replaces the functions after the table. */
    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step-2", "step-3", "done"})
    void theFunctionsOfBothVersionsReadIndexesThatExistBeforeAndAfterTheStep(String step) {
        assertThat(after(step).indexes()).containsKeys(before(step).reads().toArray(String[]::new));
        assertThat(before(step).indexes()).containsKeys(after(step).reads().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step-2", "step-3", "done"})
    void thePoliciesPermitTheIndexesOfTheFunctionsOfBothVersions(String step) {
        Set<String> permitted = template.functions().stream()
                .flatMap(function -> template.statements(function).stream())
                .filter(statement -> Template.texts(statement.path("Action")).equals(Set.of("dynamodb:Query")))
                .flatMap(statement ->
                        StreamSupport.stream(statement.path("Resource").spliterator(), false))
                .flatMap(resource -> chosen(resource, step).stream())
                .map(resource -> resource.asText().replaceFirst(".*/index/", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(permitted)
                .containsAll(before(step).reads())
                .containsAll(after(step).reads());
        assertThat(step.equals("done") ? permitted : Set.of())
                .isSubsetOf(after("done").indexes().keySet());
    }

    @Test
    void theFunctionsGetTheNamesOfTheIndexesThatTheyRead() {
        JsonNode variables = template.at("/Globals/Function/Environment/Variables");

        assertThat(Template.texts(variables.path("TRACKS_LISTS_INDEX")))
                .containsExactlyInAnyOrder("IndexesRead", MIGRATION, "ReadsLists");
        assertThat(Template.texts(variables.path("TRACKS_DUE_INDEX")))
                .containsExactlyInAnyOrder("IndexesRead", MIGRATION, "ReadsDue");
    }
}
