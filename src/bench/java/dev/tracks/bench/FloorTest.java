package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.local.tls.Certificates;
import dev.tracks.local.tls.TlsFront;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@EnabledIf(value = "dev.tracks.bench.Floor#isInstalled", disabledReason = "curl is missing")
class FloorTest {
    private static final String KEY = "{'PK':{'S':'USER#ada'},'SK':{'S':'a'}}";
    private static final String READ = "{'RequestItems':{'tracks':{'Keys':[" + KEY + "]}}}";
    private static final String WRITE =
            "{'ClientRequestToken':'t','TransactItems':[{'Put':{'TableName':'tracks','Item':" + KEY
                    + ",'ConditionExpression':'attribute_not_exists(PK)'}}]}";

    @TempDir
    private static Path folder;

    private static Database database;
    private static DynamoDbClient client;
    private static TlsFront front;
    private static BenchmarkEnvironment tls;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        database = Database.start(null, 0);
        client = database.client();
        TableDefinition.create(client, "tracks");
        Certificates certificates = Certificates.make(folder, Path.of(System.getProperty("java.home")));
        front = TlsFront.start(certificates, database.uri());
        tls = new BenchmarkEnvironment(front.uri(), "tracks", folder, certificates.environment());
    }

    @AfterAll
    static void stop() {
        front.close();
        client.close();
        database.close();
    }

    @Test
    void bothRequestsUseOneConnectionAndTheWriteIsInTheTable() throws IOException {
        Floor floor = floor();

        assertThat(floor.start(tls, event("linus"))).isPositive();
        assertThat(floor.start(new BenchmarkEnvironment(database.uri(), "tracks", folder), event("grace")))
                .isPositive();

        assertThat(client.scan(request -> request.tableName("tracks")).items())
                .extracting(item -> item.get("PK").s())
                .contains("USER#linus", "USER#grace");
    }

    @Test
    void aRefusedWriteFails() throws IOException {
        Floor floor = floor();
        floor.start(tls, event("alan"));

        assertThatIllegalStateException()
                .isThrownBy(() -> floor.start(tls, event("alan")))
                .withMessageContaining("400 0");
    }

    @Test
    void aServerThatIsNotTrustedFails() throws IOException {
        BenchmarkEnvironment stranger = new BenchmarkEnvironment(front.uri(), "tracks", folder);
        Floor floor = floor();

        assertThatIllegalStateException()
                .isThrownBy(() -> floor.start(stranger, event("barbara")))
                .withMessageContaining("certificate");
    }

    @Test
    void otherRequestsThanThoseOfAnEnrollmentAreRefused() throws IOException {
        List<RecordedRequest> readOnly = List.of(recorded("BatchGetItem", READ));

        assertThatIllegalStateException()
                .isThrownBy(() -> Floor.of(readOnly, "ada"))
                .withMessageContaining("TransactWriteItems");
    }

    private static Floor floor() throws IOException {
        List<RecordedRequest> requests = List.of(
                recorded("GetItem", "{}"), recorded("BatchGetItem", READ), recorded("TransactWriteItems", WRITE));
        return Floor.of(requests, "ada");
    }

    private static String event(String person) {
        return BenchmarkData.event("day-1", "s1", person);
    }

    private static RecordedRequest recorded(String operation, String request) throws IOException {
        ObjectMapper json = new ObjectMapper();
        return new RecordedRequest(
                operation, json.readTree(request.replace('\'', '"')), json.createObjectNode(), false, List.of());
    }
}
