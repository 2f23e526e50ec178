package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.StreamEvents;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The loop for {@code RelayDeadLetters} of docs/operations.md, run by Bash, with a stand-in for the AWS CLI. */
class RedriveLoopTest {
    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Path STAND_IN = Path.of("src/test/resources/redrive/aws.sh");
    private static final String PUBLISHED = "{\"batchItemFailures\":[]}";

    @TempDir
    Path folder;

    @BeforeEach
    void folders() throws IOException {
        for (String tool : List.of("bash", "jq")) {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(path -> Files.isExecutable(Path.of(path, tool))),
                    tool + " is not installed");
        }
        for (String name : List.of("queue", "received", "bucket", "invoked")) {
            Files.createDirectory(folder.resolve(name));
        }
    }

    /** An event of the stream that contains what a shell could damage. */
    private static String event(String person) {
        Map<String, AttributeValue> item = Map.of(
                "PK", AttributeValue.fromS("USER#" + person),
                "confirmation", AttributeValue.fromS("\"Grüße\", $HOME `id`\n\\n 'Ada' %s"));
        Image image = new Image(new Key("USER#" + person, "RUN#1"), Optional.empty(), Optional.of(item));
        return StreamEvents.of(List.of(image), Instant.EPOCH);
    }

    /** What Lambda stores, and the message about it (Lambda guide, "Retaining discarded records"; S3 guide, "EventBridge"). */
    private void stored(String name, String event) throws IOException {
        String key = "aws/lambda/5d5c9f6e-1f0a-4c58-8f0e-3d1f4a5b6c7d/shardId-00000001573689847184-864758bb/" + name;
        ObjectNode failure = Json.object();
        failure.putObject("requestContext").put("condition", "RecordAgeExceeded");
        failure.put("version", "1.0").put("payload", event);
        Path object = folder.resolve("bucket").resolve(key);
        Files.createDirectories(object.getParent());
        Files.writeString(object, failure.toString());
        ObjectNode message = Json.object();
        message.put("detail-type", "Object Created").put("source", "aws.s3");
        ObjectNode detail = message.putObject("detail");
        detail.putObject("bucket").put("name", "failures");
        detail.putObject("object").put("key", key);
        Files.writeString(folder.resolve("queue").resolve(name), message.toString());
    }

    /** Runs the page's functions {@code count} and {@code redrive_relay}. */
    private void redrive(String answer) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("answer"), answer);
        String page = Files.readString(PAGE);
        String script = "set -u\nRELAY_DLQ=queue RELAY=relay\n" + Files.readString(STAND_IN)
                + found(page, "(?m)^count\\(\\) \\{.*\\}$") + "\n"
                + found(page, "(?ms)^redrive_relay\\(\\) \\{.*?^\\}$.*?(?=^```)");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        bash.waitFor();
    }

    private static String found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group())
                .collect(Collectors.joining("\n"));
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve(name))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void relayIsInvokedWithEachStoredEventWhichIsThenDeletedWithItsMessage() throws Exception {
        stored("a", event("ada"));
        stored("b", event("linus"));

        redrive(PUBLISHED);

        assertThat(files("invoked")).containsExactly("relay-0", "relay-1");
        assertThat(Json.read(Files.readString(folder.resolve("invoked/relay-0"))))
                .isEqualTo(Json.read(event("ada")));
        assertThat(Json.read(Files.readString(folder.resolve("invoked/relay-1"))))
                .isEqualTo(Json.read(event("linus")));
        assertThat(files("bucket")).isEmpty();
        assertThat(Stream.concat(files("queue").stream(), files("received").stream()))
                .isEmpty();
        assertThat(files(".")).as("no personal data stays in the folder").doesNotContain("event.json", "failure.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}",
                "{\"errorMessage\":\"Task timed out after 60.00 seconds\"}",
                "null"
            })
    void anEventThatRelayCannotPublishIsKeptWithItsMessage(String answer) throws Exception {
        stored("a", event("ada"));

        redrive(answer);

        assertThat(files("invoked")).hasSize(1);
        assertThat(files("bucket")).containsExactly("a");
        assertThat(files("received")).containsExactly("a");
    }

    @Test
    void aMessageWithoutItsEventIsKeptAndStopsNoOthers() throws Exception {
        stored("a", event("ada"));
        stored("b", event("linus"));
        Files.writeString(folder.resolve("queue/c"), "{\"DDBStreamBatchInfo\":{\"batchSize\":1}}");
        try (Stream<Path> all = Files.walk(folder.resolve("bucket"))) {
            Files.delete(all.filter(file -> file.endsWith("a")).findFirst().orElseThrow());
        }

        redrive(PUBLISHED);

        assertThat(files("invoked")).hasSize(1);
        assertThat(files("bucket")).isEmpty();
        assertThat(files("received")).containsExactly("a", "c");
    }

    @Test
    void anObjectWithoutAnEventIsNeitherSentToRelayNorDeleted() throws Exception {
        stored("a", event("ada"));
        Path object = folder.resolve("bucket");
        try (Stream<Path> all = Files.walk(object)) {
            Files.writeString(
                    all.filter(file -> file.endsWith("a")).findFirst().orElseThrow(), "{\"version\":\"1.0\"}");
        }

        redrive(PUBLISHED);

        assertThat(files("invoked")).isEmpty();
        assertThat(files("bucket")).containsExactly("a");
        assertThat(files("received")).containsExactly("a");
    }
}
