package dev.tracks.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.Template;
import dev.tracks.lambda.InMemoryApplication;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code step} as wired by Quarkus, with the extension's client, and a table that does not answer one request. */
@QuarkusTest
@TestProfile(StepClientsTest.Environment.class)
class StepClientsTest {
    private static final String ADA = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";

    /** A profile of its own, so that no other test shares this application. */
    public static class Environment implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(HangingTable.class));
        }
    }

    /** An empty table that never answers the first BatchGetItem. */
    public static class HangingTable implements QuarkusTestResourceLifecycleManager {
        private HangingServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = new HangingServer("BatchGetItem"::equals);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "quarkus.dynamodb.endpoint-override", server.uri().toString(),
                    "quarkus.dynamodb.aws.region", "eu-central-1",
                    "quarkus.dynamodb.aws.credentials.type", "static",
                    "quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "test",
                    "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "test");
        }

        @Override
        public void inject(TestInjector test) {
            test.injectIntoFields(server, new TestInjector.MatchesType(HangingServer.class));
        }

        @Override
        public void stop() {
            server.close();
        }
    }

    HangingServer server;

    @Inject
    @Any
    Instance<RequestStreamHandler> handlers;

    @Inject
    DynamoDbClient client;

    @Test
    void aReadWithoutAResponseIsRetriedAndStepAnswersInTime() {
        RequestStreamHandler step = handlers.select(NamedLiteral.of("step")).get();

        Duration took = Timed.of(() -> assertThat(
                        InMemoryApplication.invoke(step, ADA).get("decision").asText())
                .isEqualTo("skipped"));

        assertThat(server.received()).containsSubsequence("BatchGetItem", "BatchGetItem", "PutItem");
        assertThat(server.received()).filteredOn("BatchGetItem"::equals).hasSize(2);
        assertThat(took).isLessThan(Duration.ofSeconds(Template.read().timeout("StepFunction")));
        assertThat(clients()).hasSize(1).allMatch(made -> made instanceof DynamoDbClient);
    }

    @Test
    void twoCallsThatTimeOutFitIntoEachFunctionWithATable() {
        AwsClientsTest.assertFits(client.serviceClientConfiguration().overrideConfiguration(), "dynamodb:GetItem");
    }

    @Test
    void theDynamoDbClientIsTheExtensionsAndDoesNotStreamBodies() {
        assertThat(client.serviceClientConfiguration().overrideConfiguration().executionInterceptors())
                .hasAtLeastOneElementOfType(UnstreamedBody.class);
    }

    /** Every AWS client that the application has created. */
    private static List<Object> clients() {
        return Stream.of(Singleton.class, ApplicationScoped.class)
                .flatMap(scope ->
                        Arc.container().getActiveContext(scope).getState().getContextualInstances().values().stream())
                .filter(AwsClient.class::isInstance)
                .distinct()
                .toList();
    }
}
