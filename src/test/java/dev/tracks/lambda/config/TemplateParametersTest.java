package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Template;
import dev.tracks.TemplateParameter;
import dev.tracks.TemplateRules;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.slack.SlackUsers;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.JoinLinks;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** The functions accept everything that the template accepts: values at the edge of each pattern, and combinations. */
class TemplateParametersTest {
    /** Characters that matter in some pattern; a mutation inserts one of them, or removes or replaces a character. */
    private static final String ALPHABET = "0123456789aZtHMSDPW:-/. @<>_=,;?#%\\[]{}$\t\u00e9";

    /** For each accepted value. */
    private static final int MUTATIONS = 2_000;

    private static final int STARTS = 5;

    private static final Template TEMPLATE = Template.read();

    private static final InMemoryApplication APPLICATION = new InMemoryApplication();

    private static final SecretsManagerClient SECRETS_MANAGER = Mockito.mock(SecretsManagerClient.class);

    @SuppressWarnings("unchecked")
    private static final Instance<SecretsManagerClient> SECRETS = Mockito.mock(Instance.class);

    @SuppressWarnings("unchecked")
    private static final Instance<JoinLinks> LINKS = Mockito.mock(Instance.class);

    @SuppressWarnings("unchecked")
    private static final Instance<ChannelState> STATE = Mockito.mock(Instance.class);

    @SuppressWarnings("unchecked")
    private static final Instance<SlackUsers> USERS = Mockito.mock(Instance.class);

    @SuppressWarnings("unchecked")
    private static final Instance<SesV2Client> SES = Mockito.mock(Instance.class);

    /**
     * @param accepted by the template and the functions
     * @param refused by the template and the functions
     * @param onlyByTheTemplate refused by the template; the functions would start with them, or take the default
     */
    private record Values(
            String parameter, List<String> accepted, List<String> refused, List<String> onlyByTheTemplate) {}

    private static final List<Values> VALUES = List.of(
            new Values(
                    "JwtIssuer",
                    List.of(
                            "https://a.b",
                            "https://issuer.example.com",
                            "https://issuer.example.com/",
                            "https://a-b.example.com:8443/realms/x_y/v2.0",
                            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
                            "https://xn--bcher-kva.xn--p1ai/~me//"),
                    List.of(
                            "",
                            "issuer.example",
                            "https://",
                            "https://-a.example",
                            "https://a_b.example",
                            "https://a b"),
                    List.of("http://issuer.example", "https://localhost", "https://a.example?x", "https://A.example")),
            new Values(
                    "IndexMigration",
                    List.of("done", "step-1", "step-2", "step-3"),
                    List.of(),
                    List.of("step-4", "DONE")),
            new Values(
                    "SubjectClaim",
                    List.of("sub", "https://example.com/id", "custom:id"),
                    List.of(),
                    List.of("", "a b")),
            new Values("RolesClaim", List.of("roles", "realm_access.roles", ".", "a.."), List.of(), List.of("", "a b")),
            new Values("AdminRole", List.of("a", "The admins", "$x ${y}"), List.of(), List.of("", " admin", "admin ")),
            new Values("ManagerRole", List.of("m", "a,b"), List.of(), List.of("")),
            new Values("MemberRole", List.of("m"), List.of(), List.of("")),
            new Values("SignInClientId", List.of("", "3abc", "tracks-console"), List.of(), List.of("a b")),
            new Values(
                    "SignInScope", List.of("openid", "openid profile api://x/y"), List.of(), List.of("", "a  b", " a")),
            new Values("SignInAudience", List.of("", "api://default", "https://a.b/c"), List.of(), List.of("a b")),
            new Values(
                    "SignInParameters",
                    List.of(
                            "",
                            "prompt=login",
                            "organization=org_1&prompt=select%20account",
                            "resource=https://a.b/c&states="),
                    List.of("prompt", "=login", "prompt=login&", "a=1&b=2&a=3", "a=%zz", "state=1", "a=1&client_id=x"),
                    List.of("a=b c", "%61=1")),
            new Values(
                    "SignInOrigins",
                    List.of("", "https://a.b", "https://login.example.com https://b.example.com:444"),
                    List.of("login.example.com", "https://a.example javascript:alert(1)", "https://a..b"),
                    List.of("https://a.example/path", "https://a.example  https://b.example", " https://a.example")),
            new Values(
                    "PublicUrl",
                    List.of("", "https://a.b", "https://tracks.example.com:8443/sub/path"),
                    List.of("tracks.example.com", "https://a.example/{x}", "https://.example"),
                    List.of("http://a.example", "https://a.example/", "https://a.example/x#y")),
            new Values(
                    "TimeZone",
                    List.of("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata"),
                    List.of("Berlin", "Europe/Berlinn", "europe/berlin", "CEST"),
                    List.of("", "GMT", "+02:00", "Etc/GMT+2", "Z")),
            new Values(
                    "ConfigCache",
                    List.of("PT0S", "PT5S", "PT9999S", "PT0M", "PT9999M"),
                    List.of("5s", "PT", "PTS", "P1M", "PT-5", "5"),
                    List.of("", "PT10000S", "pt5s", "PT1M5S", "PT0.5S", "PT1H")),
            new Values(
                    "InvitationExpiry",
                    List.of("P1D", "P14D", "P9999D", "PT1H", "PT99999H", "PT1M", "PT99999M"),
                    List.of("P1M", "P2W", "P1Y", "P", "PT", "14D", "14", "-P1D", "P1.5D"),
                    List.of("", "P0D", "PT0M", "P10000D", "PT5S", "P1DT12H", "p14d", "P014D")),
            new Values(
                    "InvitationReminder",
                    List.of("P1D", "P7D", "P9999D", "PT1H", "PT99999M"),
                    List.of("P1M", "P1W", "7"),
                    List.of("", "P0D", "PT30S")),
            new Values(
                    "DeliveryHours",
                    List.of("00:00-24:00", "08:00-20:00", "22:00-06:00", "00:00-00:01", "23:59-24:00", "23:59-00:00"),
                    List.of(
                            "29:59-08:00",
                            "24:00-08:00",
                            "08:00-08:00",
                            "00:00-00:00",
                            "08:00-24:01",
                            "08:60-20:00",
                            "8:00-20:00",
                            "08:00",
                            "08:00-20:00Z"),
                    List.of("")),
            new Values("Channel", List.of("", "log"), List.of("pigeon", "inbox"), List.of("LOG")),
            new Values(
                    "SesFrom",
                    List.of("", "t@example.com", "Tracks <t@example.com>", "<t@e>"),
                    List.of(),
                    List.of(
                            "Tracks",
                            "Tracks t@example.com",
                            "T\u00fcr <t@example.com>",
                            "a@b@c",
                            "<t@e",
                            "a@b <c@d>")),
            new Values(
                    "SlackSecret",
                    List.of(
                            "",
                            "slack",
                            "hr/slack_1",
                            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:s-AbCdEf"),
                    List.of(),
                    List.of(
                            "my secret",
                            "{slack}",
                            "my:secret",
                            "arn",
                            "arn:aws:ssm:eu-central-1:123456789012:parameter/slack",
                            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack")),
            new Values(
                    "SlackUrl",
                    List.of("https://slack.com/api", "https://slack-gov.com/api"),
                    List.of("slack", "slack-gov.com/api"),
                    List.of(
                            "",
                            "http://slack.com/api",
                            "https://slack.com/api/",
                            "https://hooks.slack-gov.com/api",
                            "https://slack-gov.com.evil.example/api")),
            new Values("SlackLookupByEmail", List.of("false", "true"), List.of("yes", "TRUE"), List.of("")),
            new Values("EventBus", List.of("", "default", "a/b.c_d-E"), List.of(), List.of("arn:aws:events:x", "a b")));

    private static final Map<String, String> NOTHING_SET = Map.of(
            "Channel", "",
            "SlackSecret", "",
            "SesFrom", "",
            "DomainName", "",
            "CertificateArn", "",
            "IndexMigration", "done");

    static Stream<Arguments> accepted() {
        return pairs(values -> values.accepted().stream());
    }

    static Stream<Arguments> refused() {
        return pairs(values -> values.refused().stream());
    }

    static Stream<Arguments> refusedOnlyByTheTemplate() {
        return pairs(values -> values.onlyByTheTemplate().stream());
    }

    private static Stream<Arguments> pairs(Function<Values, Stream<String>> values) {
        return VALUES.stream().flatMap(each -> values.apply(each).map(value -> Arguments.of(each.parameter(), value)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void theFunctionsStartWithAValueThatTheTemplateAccepts(String parameter, String value) {
        assertThat(TEMPLATE.parameter(parameter).accepts(value)).isTrue();
        assertThatCode(() -> start(parameter, value)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theTemplateRefusesAValueWithWhichTheFunctionsDoNotStart(String parameter, String value) {
        assertThatThrownBy(() -> start(parameter, value)).hasMessageContaining("TRACKS_");
        assertThat(TEMPLATE.parameter(parameter).accepts(value)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("refusedOnlyByTheTemplate")
    void theTemplateRefusesAValueThatWouldMislead(String parameter, String value) {
        assertThatCode(() -> start(parameter, value)).doesNotThrowAnyException();
        assertThat(TEMPLATE.parameter(parameter).accepts(value)).isFalse();
    }

    /** Each accepted value, changed at random: if the template accepts the result, the functions do too. */
    @ParameterizedTest
    @MethodSource("accepted")
    void theFunctionsStartWithEachRandomChangeThatTheTemplateAccepts(String parameter, String value) {
        TemplateParameter declaration = TEMPLATE.parameter(parameter);
        Random random = new Random(value.hashCode());
        Stream.generate(() -> mutated(mutated(value, random), random))
                .limit(MUTATIONS)
                .distinct()
                .filter(declaration::accepts)
                .limit(STARTS)
                .forEach(changed -> assertThatCode(() -> start(parameter, changed))
                        .as("%s=%s", parameter, changed)
                        .doesNotThrowAnyException());
    }

    private static String mutated(String value, Random random) {
        int at = random.nextInt(value.length() + 1);
        String character = String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        String inserted = random.nextInt(3) == 0 ? "" : character;
        int after = Math.min(value.length(), at + random.nextInt(2));
        return value.substring(0, at) + inserted + value.substring(after);
    }

    @Test
    void theFunctionsKnowEachTimeZoneOfTheTemplate() {
        Set<String> zones = new TreeSet<>();
        TEMPLATE.at("/Parameters/TimeZone/AllowedValues").forEach(zone -> zones.add(zone.asText()));

        assertThat(ZoneId.getAvailableZoneIds()).containsAll(zones);
        assertThat(zones).contains("UTC", "Europe/Berlin", "Pacific/Auckland").hasSizeGreaterThan(400);
    }

    @Test
    void everyParameterThatAFunctionReadsIsRestrictedAndTested() {
        Set<String> read = TEMPLATE.parameters().stream()
                .filter(name -> !TEMPLATE.variables(name).isEmpty())
                .collect(Collectors.toSet());

        assertThat(VALUES).extracting(Values::parameter).containsExactlyInAnyOrderElementsOf(read);
        assertThat(TEMPLATE.parameters())
                .allSatisfy(name -> assertThat(TEMPLATE.parameter(name).isRestricted())
                        .as(name)
                        .isTrue());
    }

    @Test
    void aPatternSaysInWordsWhatItExpectsAndHasTheSameMeaningIfItIsSearched() {
        assertThat(TEMPLATE.parameters())
                .filteredOn(name -> !TEMPLATE.parameter(name).pattern().isEmpty())
                .isNotEmpty()
                .allSatisfy(name -> {
                    assertThat(TEMPLATE.parameter(name).pattern())
                            .startsWith("^")
                            .endsWith("$");
                    assertThat(TEMPLATE.at("/Parameters/" + name + "/ConstraintDescription")
                                    .asText())
                            .as(name)
                            .startsWith("must be ");
                });
    }

    @Test
    void everyDefaultIsAccepted() {
        assertThat(TEMPLATE.parameters())
                .filteredOn(name -> TEMPLATE.at("/Parameters/" + name).has("Default"))
                .allSatisfy(name -> assertThat(TEMPLATE.parameter(name)
                                .accepts(TEMPLATE.at("/Parameters/" + name + "/Default")
                                        .asText()))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "log, '', ''",
        "slack, my-secret, ''",
        "'', my-secret, ''",
        "ses, '', t@example.com",
        "ses, my-secret, t@example.com",
        "log, my-secret, t@example.com"
    })
    void theFunctionsStartWithACombinationThatTheTemplateAccepts(String channel, String secret, String from)
            throws IOException {
        assertThat(refusals(channel, secret, from)).isEmpty();
        assertThatCode(() -> startChannel(channel, secret, from)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "slack, '', '', Channel slack needs a SlackSecret.",
        "slack, '', t@example.com, Channel slack needs a SlackSecret.",
        "ses, '', '', Channel ses needs SesFrom.",
        "ses, my-secret, '', Channel ses needs SesFrom."
    })
    void theTemplateRefusesACombinationWithWhichTheFunctionsDoNotStart(
            String channel, String secret, String from, String reason) throws IOException {
        assertThatThrownBy(() -> startChannel(channel, secret, from)).hasMessageContaining("must be set");
        assertThat(refusals(channel, secret, from)).containsExactly(reason);
    }

    private static List<String> refusals(String channel, String secret, String from) throws IOException {
        return TemplateRules.read()
                .refusals(Map.of(
                        "Channel",
                        channel,
                        "SlackSecret",
                        secret,
                        "SesFrom",
                        from,
                        "DomainName",
                        "",
                        "CertificateArn",
                        "",
                        "IndexMigration",
                        "done"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ",
        "a.example, arn, ",
        "a.example, '', DomainName needs a CertificateArn.",
        "'', arn, CertificateArn needs a DomainName."
    })
    void aDomainAndItsCertificateAreSetTogether(String domain, String certificate, String reason) throws IOException {
        Map<String, String> parameters = new HashMap<>(NOTHING_SET);
        parameters.putAll(Map.of("DomainName", domain, "CertificateArn", certificate));

        assertThat(TemplateRules.read().refusals(parameters)).isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    /** The API would go on with a published version, which has the names of indexes that are removed. */
    @ParameterizedTest
    @CsvSource({"step-1, false", "step-2, false", "step-3, false", "done, false", "done, true"})
    void indexesAreMigratedWithoutAGradualDeployment(String step, String gradual) throws IOException {
        Map<String, String> parameters = new HashMap<>(NOTHING_SET);
        parameters.putAll(Map.of("IndexMigration", step, "GradualDeployment", gradual));

        assertThat(TemplateRules.read().refusals(parameters)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-1", "step-2", "step-3"})
    void theTemplateRefusesAGradualMigrationOfIndexes(String step) throws IOException {
        Map<String, String> parameters = new HashMap<>(NOTHING_SET);
        parameters.putAll(Map.of("IndexMigration", step, "GradualDeployment", "true"));

        assertThat(TemplateRules.read().refusals(parameters))
                .containsExactly("IndexMigration needs GradualDeployment=false until the next package after it.");
    }

    /** With a domain and no PublicUrl, join links begin with {@code https://} and the domain. */
    @ParameterizedTest
    @ValueSource(strings = {"a.b", "tracks.example.com", "a-b.c--d.xn--p1ai", "1.2.c0m"})
    void joinLinksCanBeginWithADomainThatTheTemplateAccepts(String domain) {
        assertThat(TEMPLATE.parameter("DomainName").accepts(domain)).isTrue();
        assertThatCode(() -> start("PublicUrl", "https://" + domain)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "-a.example", "a..b", "https://a.example", "A.example", "a.example/", "a.1"})
    void theTemplateRefusesWhatIsNoDomain(String domain) {
        assertThat(TEMPLATE.parameter("DomainName").accepts(domain)).isFalse();
    }

    /** The template gives deliver the name of the secret; here, the secret's token is the same text. */
    private static void startChannel(String channel, String secret, String from) {
        start(Map.of("TRACKS_CHANNEL", channel, "TRACKS_SLACK_BOT_TOKEN", secret, "TRACKS_SES_FROM", from));
    }

    private static void start(String parameter, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TRACKS_SIGN_IN_ISSUER",
                "https://issuer.example",
                "TRACKS_SIGN_IN_CLIENT_ID",
                "tracks",
                "TRACKS_CHANNEL",
                "log"));
        TEMPLATE.variables(parameter).forEach(variable -> environment.put(variable, value));
        start(environment);
    }

    /** What the functions do with their environment when they start. */
    private static void start(Map<String, String> environment) {
        Settings settings = Environment.read(Settings.class, environment);
        SignInSettings signIn = Environment.read(SignInSettings.class, environment);
        Wiring wiring = new Wiring();
        wiring.securityHeaders(wiring.consoleSettings(settings, signIn));
        wiring.claims(settings);
        InstantSource clock = InstantSource.fixed(Fixtures.NOW);
        when(LINKS.get()).thenReturn(APPLICATION.links);
        when(SECRETS.get()).thenReturn(SECRETS_MANAGER);
        when(SECRETS_MANAGER.getSecretValue(any(GetSecretValueRequest.class)))
                .thenReturn(GetSecretValueResponse.builder()
                        .secretString("{\"botToken\":\"xoxb-1\",\"signingSecret\":\"s\"}")
                        .build());
        new Channels().channel(settings, new Secrets(settings, SECRETS, clock), LINKS, STATE, USERS, clock, clock, SES);
    }
}
