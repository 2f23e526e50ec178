package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.usecase.Secret;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsTest {
    private static final String BOTH = "{\"botToken\":\"xoxb-1\",\"signingSecret\":\" s3cret\\n\"}";

    private final SecretsManagerClient client = mock(SecretsManagerClient.class);
    private final List<String> requests = new ArrayList<>();
    private Supplier<String> slack = () -> BOTH;

    @BeforeEach
    void serve() {
        when(client.getSecretValue(any(GetSecretValueRequest.class))).thenAnswer(call -> {
            GetSecretValueRequest request = call.getArgument(0);
            requests.add(request.secretId() + " " + request.versionStage());
            return GetSecretValueResponse.builder()
                    .secretString(
                            switch (requests.get(requests.size() - 1)) {
                                case "join AWSCURRENT" -> "key\n";
                                case "slack AWSCURRENT" -> slack.get();
                                case "scim AWSCURRENT" -> " token\n";
                                case "scim AWSPREVIOUS" -> "earlier";
                                default ->
                                    throw ResourceNotFoundException.builder()
                                            .message("no such version")
                                            .build();
                            })
                    .build();
        });
    }

    private Secrets secrets(Map<String, String> environment) {
        @SuppressWarnings("unchecked")
        Instance<SecretsManagerClient> instance = mock(Instance.class);
        when(instance.get()).thenReturn(client);
        return new Secrets(Environment.read(Settings.class, environment), instance, InstantSource.fixed(Fixtures.NOW));
    }

    private Secrets stored() {
        return secrets(Map.of("TRACKS_JOIN_SECRET_ID", "join", "TRACKS_SLACK_SECRET_ID", "slack"));
    }

    @Test
    void plainValuesNeedNoRequest() {
        Secrets secrets = secrets(Map.of(
                "TRACKS_JOIN_SECRET", "key",
                "TRACKS_SLACK_BOT_TOKEN", "xoxb-1",
                "TRACKS_SLACK_SIGNING_SECRET", "s3cret"));

        assertThat(secrets.join().value()).isEqualTo("key");
        assertThat(secrets.join().alternatives("key")).isEmpty();
        assertThat(secrets.slackBotToken()).map(Secret::value).contains("xoxb-1");
        assertThat(secrets.slackSigningSecret()).map(Secret::value).contains("s3cret");
        assertThat(requests).isEmpty();
    }

    @Test
    void theTokenOfScimIsReadFromItsSecretAndThePreviousOneOnlyIfAnotherIsGiven() {
        Secret token = secrets(Map.of("TRACKS_SCIM_SECRET_ID", "scim")).scim().orElseThrow();
        assertThat(token.value()).isEqualTo("token");
        assertThat(requests).containsExactly("scim AWSCURRENT");

        assertThat(token.alternatives("token")).containsExactly("earlier");
        assertThat(secrets(Map.of()).scim()).isEmpty();
        assertThat(secrets(Map.of("TRACKS_SCIM_TOKEN", "plain")).scim())
                .map(Secret::value)
                .contains("plain");
    }

    @Test
    void eachSecretIsReadWithOneRequestWhenItIsNeeded() {
        Secrets secrets = stored();
        assertThat(requests).isEmpty();

        assertThat(secrets.join().value()).isEqualTo("key");
        assertThat(requests).containsExactly("join AWSCURRENT");
        assertThat(secrets.slackBotToken()).map(Secret::value).contains("xoxb-1");
        assertThat(secrets.slackSigningSecret()).map(Secret::value).contains("s3cret");
        assertThat(requests).containsExactly("join AWSCURRENT", "slack AWSCURRENT");
    }

    @Test
    void aSecretThatWasNeverRotatedHasNoAlternatives() {
        assertThat(stored().join().alternatives("key")).isEmpty();
        assertThat(requests).containsExactly("join AWSCURRENT", "join AWSCURRENT", "join AWSPREVIOUS");
    }

    @Test
    void onlyTheCurrentVersionOfSlacksSecretsIsValid() {
        Secret token = stored().slackBotToken().orElseThrow();
        slack = () -> BOTH.replace("xoxb-1", "xoxb-2");

        assertThat(token.alternatives("xoxb-1")).containsExactly("xoxb-2");
        assertThat(requests).containsOnly("slack AWSCURRENT");
    }

    @Test
    void withoutASigningSecretRequestsFromSlackAreNotAccepted() {
        slack = () -> "{\"botToken\":\"xoxb-1\"}";

        assertThat(stored().slackSigningSecret()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xoxb-1", "{\"token\":\"xoxb-1\"}", "[]", "{\"botToken\":\"\"}", "{\"botToken\":\"xoxb-1"})
    void aMalformedSecretIsNamedWithItsSettingButNeverShown(String value) {
        slack = () -> value;

        assertThatThrownBy(() -> stored().slackBotToken())
                .hasMessage("the secret slack of TRACKS_SLACK_SECRET_ID cannot be read: "
                        + "it must be a JSON object with botToken and signingSecret")
                .hasMessageNotContaining("xoxb");
    }

    @Test
    void aBinarySecretIsRefused() {
        slack = () -> null;

        assertThatThrownBy(() -> stored().slackBotToken()).hasMessageContaining("it is binary, and must be a string");
    }

    @Test
    void aMissingSecretIsNamedWithItsSetting() {
        Secrets secrets = secrets(Map.of("TRACKS_JOIN_SECRET_ID", "gone"));

        assertThatThrownBy(secrets::join)
                .hasMessageContaining("the secret gone of TRACKS_JOIN_SECRET_ID cannot be read: no such version");
        assertThatThrownBy(() -> secrets(Map.of()).join())
                .hasMessage("TRACKS_JOIN_SECRET_ID or TRACKS_JOIN_SECRET must be set");
        assertThat(secrets(Map.of()).slackBotToken()).isEqualTo(Optional.empty());
    }
}
