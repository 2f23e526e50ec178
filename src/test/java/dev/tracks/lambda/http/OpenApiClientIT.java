package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.NodeProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generates a TypeScript client with the generator's default options, and compiles a program that uses it. */
class OpenApiClientIT {
    /** An object that allows other fields, too, has an index signature, which is no field of the document. */
    private static final String TYPES = """
            import type { components, operations } from './schema';
            type Named<T> = keyof { [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K] };
            type Optional<T> = { [K in Named<T>]-?: {} extends Pick<T, K> ? K : never }[Named<T>];
            type Required<T> = Exclude<Named<T>, Optional<T>>;
            """;

    private final OpenApi api = OpenApi.shipped();

    @Test
    void aWebClientCompilesAndOptionalFieldsAreOptional() throws Exception {
        NodeProgram client = NodeProgram.install("openapi-client");
        Path document = Path.of("src/main/resources/openapi.yaml").toAbsolutePath();
        Files.writeString(client.file("fields.ts"), TYPES + String.join("", fields()));

        NodeProgram.Result generated = client.run(
                "node", "node_modules/openapi-typescript/bin/cli.js", document.toString(), "-o", "schema.ts");
        assertThat(generated.status()).as(generated.output()).isZero();
        NodeProgram.Result compiled = client.run("node", "node_modules/typescript/bin/tsc", "-p", ".");

        assertThat(compiled.output()).isEmpty();
        assertThat(compiled.status()).isZero();
    }

    /** Lines of TypeScript that compile only if each object has the required and optional fields of the document. */
    private List<String> fields() {
        List<String> lines = new ArrayList<>();
        api.schemas().forEach((name, schema) -> lines.add(fields("components['schemas']['" + name + "']", schema)));
        for (OpenApi.Operation operation : api.operations()) {
            JsonNode schema = operation.definition().at("/requestBody/content/application~1json/schema");
            String id = operation.definition().path("operationId").asText();
            lines.add(fields(
                    "NonNullable<operations['" + id + "']['requestBody']>['content']['application/json']", schema));
        }
        assertThat(lines).filteredOn(line -> !line.isEmpty()).hasSizeGreaterThan(20);
        return lines;
    }

    private static String fields(String type, JsonNode schema) {
        if (!schema.has("properties")) {
            return "";
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Set<String> optional = new TreeSet<>();
        schema.get("properties").fieldNames().forEachRemaining(optional::add);
        optional.removeAll(required);
        return line("Required", type, required) + line("Optional", type, optional);
    }

    private static String line(String kind, String type, Set<String> names) {
        Stream<String> quoted = names.stream().map(name -> "'" + name + "'");
        return "[" + quoted.collect(Collectors.joining(", ")) + "] satisfies " + kind + "<NonNullable<" + type
                + ">>[];\n";
    }
}
