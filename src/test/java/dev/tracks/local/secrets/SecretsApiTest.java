package dev.tracks.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsApiTest {
    @TempDir
    Path folder;

    private DiskStore disk;
    private SecretsApi api;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        api = new SecretsApi(disk, InstantSource.fixed(Fixtures.NOW), Map.of("join", "one"));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private JsonNode call(String operation, String... parameters) {
        var body = Json.object();
        for (int i = 0; i < parameters.length; i += 2) {
            body.put(parameters[i], parameters[i + 1]);
        }
        return api.call(operation, new Request(body));
    }

    private String value(String... parameters) {
        return call("GetSecretValue", parameters).path("SecretString").asText();
    }

    @Test
    void aNewVersionReplacesTheCurrentOneWhichIsThenThePreviousOne() {
        String id = call("PutSecretValue", "SecretId", "join", "SecretString", "two")
                .path("VersionId")
                .asText();
        JsonNode current = call("GetSecretValue", "SecretId", "join");

        assertThat(current.path("SecretString").asText()).isEqualTo("two");
        assertThat(current.path("VersionId").asText()).isEqualTo(id);
        assertThat(current.path("VersionStages").get(0).asText()).isEqualTo("AWSCURRENT");
        assertThat(value("SecretId", "join", "VersionStage", "AWSPREVIOUS")).isEqualTo("one");

        call("PutSecretValue", "SecretId", "join", "SecretString", "three");
        assertThat(value("SecretId", "join", "VersionStage", "AWSPREVIOUS")).isEqualTo("two");
    }

    @Test
    void aSecretIsFoundByItsArnToo() {
        String arn = call("GetSecretValue", "SecretId", "join").path("ARN").asText();

        assertThat(arn).matches("arn:aws:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:join-[A-Za-z0-9]{6}");
        assertThat(value("SecretId", arn)).isEqualTo("one");
    }

    @Test
    void aSecretThatWasNeverRotatedHasNoPreviousVersionAndAnUnknownOneDoesNotExist() {
        assertThatThrownBy(() -> value("SecretId", "join", "VersionStage", "AWSPREVIOUS"))
                .isInstanceOf(AwsError.class)
                .hasMessage("Secrets Manager can't find the secret value for staging label: AWSPREVIOUS");
        assertThatThrownBy(() -> value("SecretId", "other"))
                .hasMessage("Secrets Manager can't find the specified secret.");
    }

    @Test
    void aSecretIsCreatedOnce() {
        call("CreateSecret", "Name", "slack", "SecretString", "s");

        assertThat(value("SecretId", "slack")).isEqualTo("s");
        assertThatThrownBy(() -> call("CreateSecret", "Name", "slack", "SecretString", "t"))
                .hasMessageContaining("already exists");
    }

    @Test
    void aRotatedSecretIsKeptWhenTheProgramStartsAgain() {
        call("PutSecretValue", "SecretId", "join", "SecretString", "two");
        disk.close();

        open();

        assertThat(value("SecretId", "join")).isEqualTo("two");
        assertThat(value("SecretId", "join", "VersionStage", "AWSPREVIOUS")).isEqualTo("one");
    }
}
