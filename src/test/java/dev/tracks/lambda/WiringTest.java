package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as Quarkus puts it together; nothing is sent anywhere. */
@QuarkusTest
@TestProfile(WiringTest.Environment.class)
public class WiringTest {
    /** What the functions' environment would say. */
    public static class Environment implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            System.setProperty("aws.region", "eu-central-1"); // The SDK's; in Lambda, AWS_REGION is set.
            return Map.of(
                    "TRACKS_REACHED_QUEUE_URL", "http://localhost:9/reached",
                    "TRACKS_MESSAGES_QUEUE_URL", "http://localhost:9/messages",
                    "TRACKS_JOIN_SECRET", "a secret of the tests, long enough to sign",
                    "TRACKS_PUBLIC_URL", "http://localhost:9");
        }
    }

    @AfterAll
    static void nowhere() {
        System.clearProperty("aws.region");
    }

    @Inject
    @Any
    Instance<RequestStreamHandler> handlers;

    @ParameterizedTest
    @CsvSource({
        "step, StepHandler",
        "batch, BatchHandler",
        "api, ApiHandler",
        "relay, RelayHandler",
        "deliver, DeliverHandler",
        "sweep, SweepHandler"
    })
    void eachFunctionOfTheContractIsThereWithAllThatItNeeds(String name, String handler) {
        assertThat(handlers.select(NamedLiteral.of(name)).get())
                .extracting(bean -> bean.getClass().getSimpleName())
                .isEqualTo(handler);
    }
}
