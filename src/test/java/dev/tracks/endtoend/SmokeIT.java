package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.smoke.DeploymentCheck;
import dev.tracks.smoke.SmokeOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The smoke test passes on the packaged functions, and says what is broken if they do not work. */
@Tag("exhaustive")
class SmokeIT {
    private static final String ADMIN = "local-root-admin";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Shorter than the time-out of a function. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);

    private static Program program;

    private final List<String> report = new ArrayList<>();

    @BeforeAll
    static void start() {
        // The step's delay of a minute lasts ten seconds.
        program = Program.start(LocalOptions.defaults().withInstances(1).withSpeed(new BigDecimal(6)));
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private DeploymentCheck check(String run, String token, Duration patience) {
        return new DeploymentCheck(
                new SmokeOptions(program.cloud().gateway(), token, patience, Map.of()),
                run,
                InstantSource.system(),
                report::add);
    }

    @Test
    void aDeploymentThatWorksPassesAndKeepsOnlyArchivedTracks() {
        check("smoke-works", ADMIN, PATIENCE).run();

        assertThat(report).hasSize(16).last().asString().startsWith("Removed what the test had created.");
        assertThat(program.get("/v1/participants/smoke-works").path("name").asText())
                .isEqualTo("Erased");
        assertThat(statuses("smoke-works")).hasSize(4).containsOnly("archived");
        assertThat(program.get("/v1/tracks/smoke-works-first/steps").path("data"))
                .isEmpty();
        assertThat(program.get("/v1/tracks/smoke-works-waiting/steps").path("data"))
                .isEmpty();
    }

    private static List<String> statuses(String run) {
        JsonNode tracks = program.get("/v1/tracks?limit=100").path("data");
        return StreamSupport.stream(tracks.spliterator(), false)
                .filter(track -> track.path("id").asText().startsWith(run + "-"))
                .map(track -> track.path("status").asText())
                .toList();
    }

    @Test
    void aTokenThatTheGatewayRejectsIsNamed() {
        assertThatThrownBy(() -> check("smoke-token", "expired", PATIENCE).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "The deployment does not accept the token as an admin's.",
                        "GET /v1/me answered 401",
                        "docs/sign-in.md")
                .hasMessageNotContaining("expired");
    }

    @Test
    void aTokenOfAMemberIsNotEnough() {
        assertThatThrownBy(() ->
                        check("smoke-member", "local-ada-member", PATIENCE).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("does not accept the token as an admin's", "expected the role admin");
    }

    @Test
    void anAddressWithoutADeploymentIsNamed() {
        SmokeOptions options = new SmokeOptions(URI.create("http://localhost:1"), ADMIN, PATIENCE, Map.of());

        assertThatThrownBy(
                        () -> new DeploymentCheck(options, "smoke-nobody", InstantSource.system(), report::add).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("The API does not answer.", "http://localhost:1", "ApiUrl");
    }

    @Test
    void aStoppedDeliverFunctionIsFoundAndWhatWasCreatedIsRemoved() {
        signal("STOP", FunctionName.DELIVER);
        try {
            assertThatThrownBy(
                            () -> check("smoke-silent", ADMIN, SHORT_PATIENCE).run())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("Messages are not delivered.", "DeliverErrorsAlarm");
        } finally {
            signal("CONT", FunctionName.DELIVER);
        }
        assertThat(report)
                .contains("ok: the track's manual step invites the person")
                .last()
                .asString()
                .startsWith("Removed what the test had created.");
        assertThat(program.get("/v1/participants/smoke-silent").path("name").asText())
                .isEqualTo("Erased");
        assertThat(statuses("smoke-silent")).hasSize(4).containsOnly("archived");
    }

    private static void signal(String signal, FunctionName function) {
        for (long pid : program.cloud().functionPids(function)) {
            try {
                assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                                .start()
                                .waitFor())
                        .isZero();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
