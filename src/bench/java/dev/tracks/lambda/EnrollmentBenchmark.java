package dev.tracks.lambda;

import dev.tracks.bench.BenchmarkData;
import dev.tracks.bench.StubDynamo;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.StubTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.people.FindPerson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mockito.Mockito;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A whole automatic enrollment in the handler, from the event's bytes to the response's, with its log line, but
 * without a database.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnrollmentBenchmark {
    private static final String TABLE = "tracks";

    private byte[] event;
    private StepHandler overTable;
    private StepHandler overSdk;

    @Setup
    public void prepare() {
        MemoryTable memory = new MemoryTable();
        BenchmarkData data = new BenchmarkData(memory, Instant.now()).configured();
        event = data.freshEvent().getBytes(StandardCharsets.UTF_8);
        StubTable frozen = new StubTable(memory);
        overTable = handler(frozen);
        DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(new StubDynamo(frozen, TABLE))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        overSdk = handler(new DynamoTable(client, TABLE, round -> {}));
    }

    private static StepHandler handler(Table table) {
        InstantSource clock = InstantSource.system();
        ParticipantReader reader = new ParticipantReader(ZoneId.of("UTC"));
        RunStep runStep = new RunStep(
                new CachedCatalog(new TableConfiguration(table), Duration.ofHours(1), clock),
                new TableLedger(table, reader, clock),
                new StepMessages(new QuteMessageRenderer()),
                new OptimisticRetry(round -> {}),
                clock,
                new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7)));
        return new StepHandler(
                new FindPerson(new TableParticipants(table, reader)),
                runStep,
                Mockito.mock(Queues.class),
                new Metrics(Optional.of("Tracks/bench"), clock, line -> {}));
    }

    /** Only our code: JSON, rules, rendering, items. */
    @Benchmark
    public byte[] handler() {
        return enrolled(overTable);
    }

    /** The same with the AWS SDK: marshalling, signing, parsing; everything except the network. */
    @Benchmark
    public byte[] handlerAndSdk() {
        return enrolled(overSdk);
    }

    private byte[] enrolled(StepHandler handler) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream(512);
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, new TestContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toByteArray();
    }
}
