package dev.tracks.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The package of {@code mvn verify -Pfast}, unpacked where it was not made; all other tests call it as well then. */
@Tag("fast")
class FastPackageIT {
    private static final byte[] MALFORMED = "{}".getBytes(UTF_8);

    @TempDir
    Path folder;

    private Path classes;
    private Path log;

    @BeforeEach
    void unpack() throws IOException {
        Path task = Files.createDirectory(folder.resolve("task"));
        FastZip.unpack(ProjectFolder.find().resolve(Path.of("target", "function-fast.zip")), task);
        classes = folder.resolve("classes.txt");
        log = folder.resolve("log.txt");
    }

    @Test
    void itsArchiveFitsWhereverItIsUnpacked() throws IOException {
        assertThat(answerOf(FunctionName.STEP)).contains("InvalidRequestException");
        assertThat(sharedClasses()).isGreaterThan(0.95);
        assertThat(log).content().doesNotContain("[warning]");
    }

    @Test
    void theApiHasAnArchiveOfItsOwn() throws IOException {
        answerOf(FunctionName.API);

        assertThat(sharedClasses()).isGreaterThan(0.95);
    }

    @Test
    void itRunsWithoutAnArchiveThatItsJvmCannotUse() throws IOException {
        Path archive = folder.resolve(Path.of("task", "step.archive"));
        Files.delete(archive);
        Files.writeString(archive, "of another JVM");

        assertThat(answerOf(FunctionName.STEP)).contains("InvalidRequestException");
        assertThat(sharedClasses()).isLessThan(0.5);
    }

    @Test
    void itsFirstCallOfAwsIsTrainedToo() throws IOException, InterruptedException {
        Certificates certificates =
                Certificates.make(folder.resolve("its certificates"), folder.resolve("task/runtime"));
        try (Database database = Database.start(null, 0);
                DynamoDbClient client = database.client();
                TlsFront aws = TlsFront.start(certificates, database.uri())) {
            TableDefinition.create(client, FunctionEnvironment.TABLE);
            answerOf(FunctionName.STEP, aws.uri(), certificates.environment());
        }

        assertThat(log).content().doesNotContain("the table does not answer");
        assertThat(classes).content().contains("sun.security.ssl.Finished");
        assertThat(sharedClasses()).isGreaterThan(0.97);
    }

    private String answerOf(FunctionName name) throws IOException {
        return answerOf(name, URI.create("http://127.0.0.1:9"), Map.of()); // It starts without a table, too.
    }

    private String answerOf(FunctionName name, URI aws, Map<String, String> more) throws IOException {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        Map<String, String> extra = new HashMap<>(more);
        extra.merge("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes, (one, other) -> one + " " + other);
        var environment = new FunctionEnvironment(
                aws, aws, folder.resolve("task"), new VirtualClock(now, now, BigDecimal.ONE, clock), extra);
        List<String> command =
                List.of(folder.resolve(Path.of("task", "bootstrap")).toString());
        try (Trainee function = new Trainee(name, command, folder, environment.of(name), log)) {
            return function.call(MALFORMED).text();
        }
    }

    /** The part of all loaded classes that came from an archive. */
    private double sharedClasses() throws IOException {
        List<String> loaded = Files.readAllLines(classes);
        long shared = loaded.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();
        return shared / (double) loaded.size();
    }
}
