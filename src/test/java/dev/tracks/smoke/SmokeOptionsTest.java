package dev.tracks.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmokeOptionsTest {
    private static final String URL = "https://people.example.com/hr";

    @Test
    void withoutPropertiesTheErrorNamesBothAndShowsTheCommand() {
        assertThatThrownBy(() -> SmokeOptions.of(Map.of("smoke.token", " ")))
                .hasMessageContainingAll(
                        "smoke.url is missing", "smoke.token is missing", "mvn -Psmoke -Dsmoke.url=https://");
    }

    @Test
    void aSlashAtTheEndOfTheUrlMakesNoDifferenceAndPatienceIsTwoMinutes() {
        SmokeOptions options = SmokeOptions.of(Map.of("smoke.url", URL + "/", "smoke.token", "secret"));

        assertThat(options).isEqualTo(new SmokeOptions(URI.create(URL), "secret", Duration.ofMinutes(2), Map.of()));
        assertThat(options.toString()).doesNotContain("secret");
    }

    @Test
    void aRecipientAndAnotherPatienceAreRead() {
        SmokeOptions options = SmokeOptions.of(Map.of(
                "smoke.url", "http://localhost:8080",
                "smoke.token", "secret",
                "smoke.patience", "PT5M",
                "smoke.email", "ada@example.com",
                "smoke.slackUserId", "U1"));

        assertThat(options.patience()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.recipient())
                .containsExactlyInAnyOrderEntriesOf(Map.of("email", "ada@example.com", "slackUserId", "U1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "people.example.com",
                "http://people.example.com",
                "https://",
                "ftp://localhost",
                "a b",
                URL + "?a"
            })
    void aTokenIsSentOnlyToAnHttpsUrl(String url) {
        assertThatThrownBy(() -> SmokeOptions.of(Map.of("smoke.url", url, "smoke.token", "secret")))
                .hasMessageContainingAll("smoke.url must be an https URL", url)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2m", "PT0S", "-PT1S"})
    void patienceIsADurationAboveZero(String patience) {
        assertThatThrownBy(() ->
                        SmokeOptions.of(Map.of("smoke.url", URL, "smoke.token", "secret", "smoke.patience", patience)))
                .hasMessageContainingAll("smoke.patience must be a duration above zero such as PT2M", patience);
    }
}
