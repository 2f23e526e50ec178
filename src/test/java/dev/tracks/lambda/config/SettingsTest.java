package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.lambda.config.Settings.ChannelName;
import dev.tracks.lambda.http.SignIn;
import dev.tracks.lambda.http.page.ConsoleSettings;
import io.smallrye.config.ConfigValidationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static Settings of(Map<String, String> environment) {
        return Environment.read(Settings.class, environment);
    }

    private static Optional<SignIn> signIn(Map<String, String> environment) {
        SignInSettings signIn = Environment.read(SignInSettings.class, environment);
        return new Wiring().consoleSettings(of(environment), signIn).signIn();
    }

    private static String refused(String variable, String value, String expected) {
        return variable + " with the config value \"" + value
                + "\" threw an Exception whilst being converted (it must be " + expected + ")";
    }

    @Test
    void unsetAndEmptyVariablesHaveTheContractsDefaults() {
        Settings settings = of(Map.of(
                "TRACKS_TABLE", " ",
                "TRACKS_TIME_ZONE", "",
                "TRACKS_CLOCK", "",
                "TRACKS_CHANNEL", "",
                "TRACKS_SLACK_URL", "",
                "TRACKS_SLACK_BOT_TOKEN", "\n"));

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
        assertThat(settings.channel()).isEmpty();
        assertThat(settings.slack().botToken()).isEmpty();
        assertThat(settings.slack().signingSecret()).isEmpty();
        assertThat(settings.slack().url()).isEqualTo(URI.create("https://slack.com/api"));
        assertThat(settings.localInboxUrl()).isEmpty();
    }

    @Test
    void setVariablesAreRead() {
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
                .returns(Optional.of("xoxb-1"), Settings.Slack::botToken)
                .returns(Optional.of("secret"), Settings.Slack::signingSecret)
                .returns(URI.create("http://localhost:9/slack/api"), Settings.Slack::url);
        assertThat(settings.localInboxUrl()).contains(URI.create("http://localhost:9/inbox"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a$$b", "a\\$b", "${user.home}", "${unknown}", "a${", "a$b", "a\\b", "a,b"})
    void aValueIsReadAsItIsWritten(String secret) {
        Settings settings =
                Environment.read(Settings.class, Map.of("TRACKS_JOIN_SECRET", secret, "TRACKS_ADMIN_ROLE", secret));

        assertThat(settings.joinSecret()).contains(secret);
        assertThat(settings.adminRole()).isEqualTo(secret);
    }

    @Test
    void whitespaceAroundAValueIsStripped() {
        Settings settings = of(Map.of(
                "TRACKS_TABLE", " people ",
                "TRACKS_JOIN_SECRET", "secret\n",
                "TRACKS_CONFIG_CACHE", "\tPT1S",
                "TRACKS_CHANNEL", "ses "));

        assertThat(settings.table()).isEqualTo("people");
        assertThat(settings.joinSecret()).contains("secret");
        assertThat(settings.configCache()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.channel()).contains(ChannelName.SES);
    }

    @Test
    void theSettingsReadExactlyTheContractsVariables() throws IOException {
        String contract = Files.readString(Path.of("docs/contract.md"));
        String table = contract.substring(contract.indexOf("## Environment"), contract.indexOf("## Local"));
        Set<String> documented = Pattern.compile("`(TRACKS_[A-Z_]+)`")
                .matcher(table)
                .results()
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        documented.add("TRACKS_LOCAL_INBOX_URL"); // Only the local cloud sets it.

        assertThat(Environment.variables()).isEqualTo(documented);
    }

    @Test
    void anUnknownChannelIsRefused() {
        assertThat(of(Map.of("TRACKS_CHANNEL", "ses", "TRACKS_SES_FROM", "Tracks <t@example.com>")))
                .returns(Optional.of(ChannelName.SES), Settings::channel)
                .returns(Optional.of("Tracks <t@example.com>"), Settings::sesFrom);
        assertThatThrownBy(() -> of(Map.of("TRACKS_CHANNEL", "pigeon")))
                .hasMessageContainingAll("TRACKS_CHANNEL", "pigeon", "allowed values", "slack", "ses", "log");
    }

    @Test
    void theConsoleHasSignInIfItHasAClientId() {
        Map<String, String> environment = Map.of(
                "TRACKS_SIGN_IN_ISSUER", "https://issuer.example/pool",
                "TRACKS_SIGN_IN_CLIENT_ID", "tracks",
                "TRACKS_SIGN_IN_AUDIENCE", "https://tracks.example/api",
                "TRACKS_SIGN_IN_PARAMETERS", "organization=org_1&prompt=select%20account",
                "TRACKS_SIGN_IN_ORIGINS", "https://login.example  https://more.example");

        assertThat(signIn(environment))
                .contains(new SignIn(
                        URI.create("https://issuer.example/pool"),
                        "tracks",
                        "openid profile",
                        Optional.of("https://tracks.example/api"),
                        Map.of("organization", "org_1", "prompt", "select account"),
                        List.of(URI.create("https://login.example"), URI.create("https://more.example"))));
        assertThat(signIn(Map.of("TRACKS_SIGN_IN_ISSUER", "https://issuer.example")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompt",
                "=login",
                "prompt=login&",
                "prompt=login&prompt=none",
                "prompt=%zz",
                "redirect_uri=https://evil.example",
                "a=b&client%5Fid=other",
                "state=1",
                "scope=openid",
                "audience=x"
            })
    void anInvalidSignInParameterIsNamed(String parameters) {
        assertThatThrownBy(() -> signIn(Map.of(
                        "TRACKS_SIGN_IN_ISSUER", "https://issuer.example", "TRACKS_SIGN_IN_PARAMETERS", parameters)))
                .hasMessageContaining(refused(
                        "TRACKS_SIGN_IN_PARAMETERS",
                        parameters,
                        "different parameters such as prompt=login&organization=org_1, none of which the console sets"
                                + " itself"));
    }

    @Test
    void theConsoleIsLocalIfThereIsAnInbox() {
        Map<String, String> environment = Map.of("TRACKS_LOCAL_INBOX_URL", "http://localhost:9/inbox");
        SignInSettings nobody = Environment.read(SignInSettings.class, environment);

        assertThat(new Wiring().consoleSettings(of(environment), nobody))
                .isEqualTo(new ConsoleSettings(Optional.empty(), true));
        assertThat(new Wiring().consoleSettings(of(Map.of()), nobody).local()).isFalse();
    }

    @Test
    void invalidAndMissingIssuerUrlsAreNamed() {
        assertThatThrownBy(() -> signIn(Map.of(
                        "TRACKS_SIGN_IN_ISSUER", "issuer.example",
                        "TRACKS_SIGN_IN_ORIGINS", "https://login.example javascript:alert(1)",
                        "TRACKS_SIGN_IN_CLIENT_ID", "tracks")))
                .hasMessageContainingAll(
                        refused("TRACKS_SIGN_IN_ISSUER", "issuer.example", "an http address"),
                        refused(
                                "TRACKS_SIGN_IN_ORIGINS",
                                "https://login.example javascript:alert(1)",
                                "http addresses, separated by blanks"));
        assertThatThrownBy(() -> signIn(Map.of("TRACKS_SIGN_IN_CLIENT_ID", "tracks")))
                .hasMessageContaining("TRACKS_SIGN_IN_ISSUER must be set with TRACKS_SIGN_IN_CLIENT_ID");
    }

    @Test
    void schedulesNeedAllOfTheirSettings() {
        ScheduleSettings none = Environment.read(ScheduleSettings.class, Map.of("TRACKS_SCHEDULE_GROUP", " "));
        assertThat(none.scheduleGroup()).isEmpty();

        ScheduleSettings all = Environment.read(
                ScheduleSettings.class,
                Map.of(
                        "TRACKS_SCHEDULE_GROUP", "group",
                        "TRACKS_STEP_FUNCTION_ARN", "function",
                        "TRACKS_JOBS_FUNCTION_ARN", "jobs function",
                        "TRACKS_SCHEDULE_ROLE_ARN", "role",
                        "TRACKS_SCHEDULE_DLQ_ARN", "queue"));
        assertThat(all)
                .returns(Optional.of("group"), ScheduleSettings::scheduleGroup)
                .returns(Optional.of("function"), ScheduleSettings::stepFunctionArn)
                .returns(Optional.of("jobs function"), ScheduleSettings::jobsFunctionArn)
                .returns(Optional.of("role"), ScheduleSettings::scheduleRoleArn)
                .returns(Optional.of("queue"), ScheduleSettings::scheduleDlqArn);

        assertThatThrownBy(() -> of(Map.of("TRACKS_SCHEDULE_GROUP", "group", "TRACKS_SCHEDULE_DLQ_ARN", "queue")))
                .hasMessageContaining("TRACKS_SCHEDULE_GROUP, TRACKS_STEP_FUNCTION_ARN, TRACKS_JOBS_FUNCTION_ARN, "
                        + "TRACKS_SCHEDULE_ROLE_ARN, TRACKS_SCHEDULE_DLQ_ARN must be set together");
    }

    @Test
    void aSecretIsEitherAPlainValueOrInSecretsManager() {
        Settings settings = of(Map.of("TRACKS_JOIN_SECRET_ID", "arn:join", "TRACKS_SLACK_SECRET_ID", "slack"));
        assertThat(settings.joinSecretId()).contains("arn:join");
        assertThat(settings.slack().secretId()).contains("slack");

        assertThatThrownBy(() -> of(Map.of("TRACKS_JOIN_SECRET_ID", "join", "TRACKS_JOIN_SECRET", "key")))
                .hasMessageContaining("TRACKS_JOIN_SECRET must not be set with TRACKS_JOIN_SECRET_ID");
        assertThatThrownBy(() -> of(Map.of("TRACKS_SCIM_SECRET_ID", "scim", "TRACKS_SCIM_TOKEN", "s3cret")))
                .hasMessageContaining("TRACKS_SCIM_TOKEN must not be set with TRACKS_SCIM_SECRET_ID")
                .hasMessageNotContaining("s3cret");
        for (String plain : List.of("TRACKS_SLACK_BOT_TOKEN", "TRACKS_SLACK_SIGNING_SECRET")) {
            assertThatThrownBy(() -> of(Map.of("TRACKS_SLACK_SECRET_ID", "slack", plain, "s3cret")))
                    .hasMessageContaining("TRACKS_SLACK_BOT_TOKEN and TRACKS_SLACK_SIGNING_SECRET must not be set with "
                            + "TRACKS_SLACK_SECRET_ID")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void allInvalidSettingsAreReportedTogether() {
        String duration = "an ISO-8601 duration such as PT5S, not negative";
        assertThatThrownBy(() -> of(Map.of(
                        "TRACKS_CONFIG_CACHE", "5s",
                        "TRACKS_INVITATION_EXPIRY", "-P1D",
                        "TRACKS_TIME_ZONE", "Mars/Olympus",
                        "TRACKS_CLOCK", "now",
                        "TRACKS_LOCAL_INBOX_URL", "file:/etc/passwd",
                        "TRACKS_SLACK_URL", "slack",
                        "TRACKS_SIGN_IN_CLIENT_ID", "tracks",
                        "TRACKS_STEP_FUNCTION_ARN", "function")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContainingAll(
                        refused("TRACKS_CONFIG_CACHE", "5s", duration),
                        refused("TRACKS_INVITATION_EXPIRY", "-P1D", duration),
                        refused("TRACKS_TIME_ZONE", "Mars/Olympus", "a time zone such as Europe/Berlin"),
                        refused(
                                "TRACKS_CLOCK",
                                "now",
                                "realAnchor;virtualAnchor;speed: two ISO-8601 instants and a positive number"),
                        refused("TRACKS_LOCAL_INBOX_URL", "file:/etc/passwd", "an http address"),
                        refused("TRACKS_SLACK_URL", "slack", "an http address"),
                        "TRACKS_SIGN_IN_ISSUER must be set with TRACKS_SIGN_IN_CLIENT_ID",
                        "TRACKS_SCHEDULE_DLQ_ARN must be set together");
    }

    @Test
    void invalidDeliveryHoursAreNamed() {
        for (String hours : List.of("8-20", "08:00-25:00", "08:00-08:00")) {
            assertThatThrownBy(() -> of(Map.of("TRACKS_DELIVERY_HOURS", hours)))
                    .hasMessageContaining(
                            refused("TRACKS_DELIVERY_HOURS", hours, "hours such as 08:00-20:00 or 00:00-24:00"));
        }
    }

    @Test
    void aMissingRequiredSettingIsNamed() {
        assertThatThrownBy(() -> Wiring.required(Optional.empty(), "TRACKS_REACHED_QUEUE_URL"))
                .hasMessage("TRACKS_REACHED_QUEUE_URL must be set");
    }
}
