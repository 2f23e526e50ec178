package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.domain.DeliveryHours;
import dev.tracks.lambda.http.SignIn;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings of(Map<String, String> environment) {
        return Settings.of(name -> Optional.ofNullable(environment.get(name)));
    }

    @Test
    void whatIsUnsetOrEmptyHasTheContractsDefault() {
        Settings settings = of(Map.of("TRACKS_TABLE", " ", "TRACKS_TIME_ZONE", ""));

        assertThat(settings.table()).isEqualTo("tracks");
        assertThat(settings.configCache()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.subjectClaim()).isEqualTo("sub");
        assertThat(settings.rolesClaim()).isEqualTo("roles");
        assertThat(settings.adminRole()).isEqualTo("admin");
        assertThat(settings.managerRole()).isEqualTo("manager");
        assertThat(settings.memberRole()).isEqualTo("member");
        assertThat(settings.invitationExpiry()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.invitationReminder()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.deliveryHours()).isEqualTo(DeliveryHours.parse("08:00-20:00"));
        assertThat(settings.clock()).isEmpty();
        assertThat(settings.slack().botToken()).isEmpty();
        assertThat(settings.slack().signingSecret()).isEmpty();
        assertThat(settings.slack().url()).isEqualTo(URI.create("https://slack.com/api"));
        assertThat(settings.localInboxUrl()).isEmpty();
    }

    @Test
    void whatIsSetIsTaken() {
        Settings settings = of(Map.of(
                "TRACKS_CONFIG_CACHE", "PT0S",
                "TRACKS_TIME_ZONE", "Europe/Berlin",
                "TRACKS_DELIVERY_HOURS", "00:00-24:00",
                "TRACKS_SLACK_BOT_TOKEN", "xoxb-1",
                "TRACKS_SLACK_SIGNING_SECRET", "secret",
                "TRACKS_SLACK_URL", "http://localhost:9/slack/api",
                "TRACKS_LOCAL_INBOX_URL", "http://localhost:9/inbox"));

        assertThat(settings.configCache()).isZero();
        assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(settings.deliveryHours()).isEqualTo(DeliveryHours.ALWAYS);
        assertThat(settings.slack())
                .isEqualTo(new Settings.Slack(
                        Optional.of("xoxb-1"), Optional.of("secret"), URI.create("http://localhost:9/slack/api")));
        assertThat(settings.localInboxUrl()).contains(URI.create("http://localhost:9/inbox"));
    }

    @Test
    void aChannelIsOneOfThoseThatThereAre() {
        assertThat(of(Map.of("TRACKS_CHANNEL", "ses", "TRACKS_SES_FROM", "Tracks <t@example.com>")))
                .returns(Optional.of("ses"), Settings::channel)
                .returns(Optional.of("Tracks <t@example.com>"), Settings::sesFrom);
        assertThatThrownBy(() -> of(Map.of("TRACKS_CHANNEL", "pigeon")))
                .hasMessage("TRACKS_CHANNEL must be slack, ses, log, was pigeon");
    }

    @Test
    void peopleSignInWhereTheConsoleHasAClient() {
        Settings settings = of(Map.of(
                "TRACKS_SIGN_IN_ISSUER", "https://issuer.example/pool",
                "TRACKS_SIGN_IN_CLIENT_ID", "tracks",
                "TRACKS_SIGN_IN_ORIGINS", "https://login.example  https://more.example"));

        assertThat(settings.signIn())
                .contains(new SignIn(
                        URI.create("https://issuer.example/pool"),
                        "tracks",
                        "openid profile",
                        List.of(URI.create("https://login.example"), URI.create("https://more.example"))));
        assertThat(of(Map.of("TRACKS_SIGN_IN_ISSUER", "https://issuer.example")).signIn())
                .isEmpty();
    }

    @Test
    void anIssuersAddressesAreNamedIfTheyAreWrongOrMissing() {
        assertThatThrownBy(() -> of(Map.of(
                        "TRACKS_SIGN_IN_ISSUER", "issuer.example",
                        "TRACKS_SIGN_IN_ORIGINS", "https://login.example javascript:alert(1)",
                        "TRACKS_SIGN_IN_CLIENT_ID", "tracks")))
                .hasMessageContainingAll(
                        "TRACKS_SIGN_IN_ISSUER must be an http address, was issuer.example",
                        "TRACKS_SIGN_IN_ORIGINS must be an http address, was javascript:alert(1)");
        assertThatThrownBy(() -> of(Map.of("TRACKS_SIGN_IN_CLIENT_ID", "tracks")))
                .hasMessageContaining("TRACKS_SIGN_IN_ISSUER must be set with TRACKS_SIGN_IN_CLIENT_ID");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of(
                        "TRACKS_CONFIG_CACHE", "5s",
                        "TRACKS_INVITATION_EXPIRY", "-P1D",
                        "TRACKS_TIME_ZONE", "Mars/Olympus",
                        "TRACKS_CLOCK", "now",
                        "TRACKS_LOCAL_INBOX_URL", "file:/etc/passwd")))
                .isInstanceOf(Settings.InvalidSettingsException.class)
                .hasMessageContainingAll(
                        "TRACKS_CONFIG_CACHE must be an ISO-8601 duration such as PT5S, not negative, was 5s",
                        "TRACKS_INVITATION_EXPIRY",
                        "TRACKS_TIME_ZONE must be a time zone such as Europe/Berlin, was Mars/Olympus",
                        "TRACKS_CLOCK must be realAnchor;virtualAnchor;speed",
                        "TRACKS_LOCAL_INBOX_URL must be an http address");
    }

    @Test
    void deliveryHoursThatAreNoneAreNamed() {
        for (String hours : List.of("8-20", "08:00-25:00", "08:00-08:00")) {
            assertThatThrownBy(() -> of(Map.of("TRACKS_DELIVERY_HOURS", hours)))
                    .hasMessage("TRACKS_DELIVERY_HOURS must be hours such as 08:00-20:00 or 00:00-24:00, was " + hours);
        }
    }

    @Test
    void aSettingThatAFunctionNeedsIsNamedIfItIsMissing() {
        assertThatThrownBy(() -> Settings.needed(Optional.empty(), "TRACKS_REACHED_QUEUE_URL"))
                .hasMessage("TRACKS_REACHED_QUEUE_URL must be set");
    }
}
