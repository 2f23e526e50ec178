package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkClient;

/** The application as wired by Quarkus; it requests only its secrets. */
@QuarkusTest
@TestProfile(WiringTest.Environment.class)
public class WiringTest {
    /** The environment of all functions, with every setting that needs a client. */
    public static class Environment implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FakeSecretsManager.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("tracks.table", " "),
                    Map.entry("tracks.config-cache", ""),
                    Map.entry("tracks.reached-queue-url", "http://localhost:9/reached"),
                    Map.entry("tracks.messages-queue-url", "http://localhost:9/messages"),
                    Map.entry("tracks.clicks-queue-url", "http://localhost:9/clicks"),
                    Map.entry("tracks.jobs-queue-url", "http://localhost:9/jobs"),
                    Map.entry("tracks.join-secret-id", "join"),
                    Map.entry("tracks.slack.secret-id", "slack"),
                    Map.entry("tracks.public-url", "http://localhost:9"),
                    Map.entry("tracks.event-bus", "bus"),
                    Map.entry("tracks.schedule-group", "group"),
                    Map.entry("tracks.schedule-role-arn", "role"),
                    Map.entry("tracks.schedule-dlq-arn", "queue"),
                    Map.entry("tracks.step-function-arn", "function"),
                    Map.entry("tracks.jobs-function-arn", "function"),
                    Map.entry("tracks.channel", "ses"),
                    Map.entry("tracks.ses-from", "tracks@example.com"));
        }
    }

    @Inject
    @Any
    Instance<RequestStreamHandler> handlers;

    @Inject
    Settings settings;

    FakeSecretsManager secretsManager;

    @ParameterizedTest
    @CsvSource({
        "step, StepHandler",
        "batch, BatchHandler",
        "api, ApiHandler",
        "relay, RelayHandler",
        "deliver, DeliverHandler",
        "sweep, SweepHandler",
        "feedback, FeedbackHandler",
        "jobs, JobsHandler"
    })
    void eachFunctionOfTheContractHasAHandlerWithItsDependencies(String name, String handler) {
        assertThat(handlers.select(NamedLiteral.of(name)).get())
                .extracting(bean -> bean.getClass().getSimpleName())
                .isEqualTo(handler);
    }

    @Test
    void aSettingThatIsEmptyHasItsDefault() {
        assertThat(settings.table()).isEqualTo("tracks");
        assertThat(settings.configCache()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "step, dynamodb",
        "batch, dynamodb",
        "api, dynamodb secretsmanager sqs",
        "relay, dynamodb events",
        "deliver, dynamodb secretsmanager ses",
        "sweep, dynamodb events",
        "feedback, dynamodb",
        "jobs, dynamodb"
    })
    void aFunctionStartsWithOnlyTheClientsThatEachOfItsEventsNeeds(String name, String clients) {
        contexts().forEach(WiringTest::forget);

        handlers.select(NamedLiteral.of(name)).get();

        assertThat(contexts()
                        .flatMap(context -> context.getState().getContextualInstances().values().stream())
                        .filter(SdkClient.class::isInstance)
                        .map(client -> ((SdkClient) client).serviceName()))
                .containsExactlyInAnyOrder(clients.split(" "));
    }

    /** The channel is e-mail, so {@code deliver} needs no secret of Slack. */
    @ParameterizedTest
    @CsvSource({"step, ", "batch, ", "api, join slack", "relay, ", "deliver, join", "sweep, ", "feedback, ", "jobs, "})
    void aFunctionReadsEachOfItsSecretsOnceWhenItStarts(String name, String secrets) {
        contexts().forEach(WiringTest::forget);
        secretsManager.requested().clear();

        handlers.select(NamedLiteral.of(name)).get();

        assertThat(secretsManager.requested())
                .containsExactlyInAnyOrder(secrets == null ? new String[0] : secrets.split(" "));
    }

    private static Stream<InjectableContext> contexts() {
        return Stream.of(Singleton.class, ApplicationScoped.class).map(Arc.container()::getActiveContext);
    }

    /** Destroys the beans and clients, as if the application had just started. */
    private static void forget(InjectableContext context) {
        List.copyOf(context.getState().getContextualInstances().entrySet()).stream()
                .filter(bean -> bean.getValue() instanceof SdkClient
                        || bean.getKey().getBeanClass().getName().startsWith("dev.tracks."))
                .forEach(bean -> context.destroy(bean.getKey()));
    }
}
