package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.page.SignedJoinLinks;
import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.usecase.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The packaged functions with their secrets in the local Secrets Manager, which are rotated while they run. */
@Tag("exhaustive")
class SecretRotationIT {
    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults()
                .withSlack(true)
                .withInstances(1)
                .withEnvironment(Map.of(
                        "TRACKS_CONFIG_CACHE", "PT0S",
                        "TRACKS_JOIN_SECRET", "",
                        "TRACKS_JOIN_SECRET_ID", LocalCloud.JOIN_SECRET,
                        "TRACKS_SCIM_TOKEN", "",
                        "TRACKS_SCIM_SECRET_ID", LocalCloud.SCIM_SECRET,
                        "TRACKS_SLACK_BOT_TOKEN", "",
                        "TRACKS_SLACK_SIGNING_SECRET", "",
                        "TRACKS_SLACK_SECRET_ID", LocalCloud.SLACK_SECRET)));
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("tracks/leadership", "{'title':'Leadership','status':'active'}");
        put(
                "tracks/week-1/steps/s1",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual','invitationMessage':'Come!'}");
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body.replace('\'', '"')).status())
                .isBetween(200, 201);
    }

    private static void invite(String person) {
        put("participants/" + person, "{'name':'" + person + "','slackUserId':'U0" + person.toUpperCase() + "'}");
        String body = "{\"participantId\":\"" + person + "\"}";
        assertThat(program.send("POST", "/v1/tracks/week-1/enrollments", body).status())
                .isEqualTo(201);
    }

    /** The signed token of the button of the person's invitation. */
    private static String token(String person) {
        program.eventually(() -> message(person).isPresent(), "an invitation of " + person);
        return message(person).orElseThrow().at("/blocks/1/elements/0/value").asText();
    }

    private static Optional<JsonNode> message(String person) {
        JsonNode data = program.get("/local/slack").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(message -> message.path("channel").asText().equals("U0" + person.toUpperCase()))
                .findFirst();
    }

    private static SignedJoinLinks signedWith(String secret) {
        return new SignedJoinLinks("https://tracks.example", Secret.fixed(secret));
    }

    private static int join(String token) {
        return program.send("POST", "/join/" + token, "answer=join", "").status();
    }

    @Test
    void linksThatWereSentBeforeARotationStayValidAndNewOnesAreSignedWithTheNewSecret() {
        List.of("ada", "linus", "grace").forEach(SecretRotationIT::invite);
        String ada = token("ada");
        String linus = token("linus");
        assertThat(signedWith("local").token(ada)).isPresent();
        String graceSignedAnew = signedWith("rotated")
                .signed(signedWith("local").token(token("grace")).orElseThrow());
        assertThat(join(graceSignedAnew)).as("before the rotation").isEqualTo(404);

        try (SecretsManagerClient client = program.client(SecretsManagerClient.builder())) {
            client.putSecretValue(
                    request -> request.secretId(LocalCloud.JOIN_SECRET).secretString("rotated"));
        }

        assertThat(join(linus)).as("a link of the previous version").isEqualTo(200);
        program.eventually(() -> join(graceSignedAnew) == 200, "a link of the new version is valid");
        assertThat(join(ada))
                .as("a link of the previous version, after the new one is read")
                .isEqualTo(200);
        assertThat(program.instances("ada")).contains("leadership/1");
        assertThat(program.instances("grace")).contains("leadership/1");

        restart(FunctionName.DELIVER);
        invite("alan");
        assertThat(signedWith("rotated").token(token("alan"))).isPresent();
        assertThat(join(token("alan"))).isEqualTo(200);
        assertThat(join(ada)).as("the old link still works").isEqualTo(200);
    }

    @Test
    void theTokenOfScimBeforeARotationStaysValidAndTheNewOneIsValidAtOnce() {
        assertThat(provisioned("local-scim", "first")).isEqualTo(201);
        assertThat(provisioned("rotated-scim", "second")).isEqualTo(401);

        try (SecretsManagerClient client = program.client(SecretsManagerClient.builder())) {
            client.putSecretValue(
                    request -> request.secretId(LocalCloud.SCIM_SECRET).secretString("rotated-scim"));
        }

        program.eventually(() -> provisioned("rotated-scim", "second") == 201, "the new token is valid");
        assertThat(provisioned("local-scim", "third")).as("the token before").isEqualTo(201);
        assertThat(provisioned("local-scim", "THIRD")).as("the same user").isEqualTo(409);
        assertThat(program.send("GET", "/scim/v2/Users?filter=userName%20eq%20%22first%22", "", "Bearer local-scim")
                        .text())
                .contains("\"totalResults\":1");
    }

    private static int provisioned(String token, String userName) {
        String body =
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + userName + "\"}";
        return program.send("POST", "/scim/v2/Users", body, "Bearer " + token).status();
    }

    @Test
    void aFunctionWhoseSecretCannotBeReadDoesNotStartAndItsLogNamesTheSetting(@TempDir Path data) {
        LocalOptions options = LocalOptions.defaults()
                .withInstances(1)
                .withData(data)
                .withEnvironment(Map.of("TRACKS_JOIN_SECRET", "", "TRACKS_JOIN_SECRET_ID", "missing"));

        assertThatThrownBy(() -> LocalCloud.start(options).close()).isInstanceOf(LocalCloudException.class);

        assertThat(data.resolve("logs/api.log"))
                .content()
                .contains("the secret missing of TRACKS_JOIN_SECRET_ID cannot be read: "
                        + "Secrets Manager can't find the specified secret.");
    }

    /** A process reads the secret again after five minutes; a new process reads it when it starts. */
    private static void restart(FunctionName function) {
        long pid = program.cloud().functionPids(function).get(0);
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        program.eventually(
                () -> program.cloud().functionPids(function).stream().anyMatch(other -> other != pid),
                "another " + function);
    }
}
