package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that {@code docs/sign-in.md} names exist, and fit the sample tokens of the providers. */
class SignInPageTest {
    private static final Path TOKENS = Path.of("src/test/resources/tokens");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| (.+) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SETTING = Pattern.compile("`((?:Jwt|SignIn)[A-Z]\\w*|\\w+(?:Claim|Role))`");

    private final JsonNode parameters = Template.read().at("/Parameters");

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/sign-in.md"));
    }

    private static Map<String, String> settings(String provider) throws IOException {
        String section = Stream.of(page().split("\n## "))
                .filter(part -> part.startsWith(provider + "\n"))
                .findFirst()
                .orElseThrow();
        Map<String, String> settings = new HashMap<>();
        ROW.matcher(section)
                .results()
                .forEach(row -> CODE.matcher(row.group(1))
                        .results()
                        .forEach(name -> settings.put(name.group(1), row.group(2))));
        return settings;
    }

    /** The first value in code of a setting's description. */
    private static String value(String description) {
        return CODE.matcher(description).results().findFirst().orElseThrow().group(1);
    }

    @Test
    void everySettingOfThePageIsAParameterOfTheTemplate() throws IOException {
        Set<String> named = new TreeSet<>();
        SETTING.matcher(page()).results().forEach(match -> named.add(match.group(1)));

        assertThat(named).hasSizeGreaterThan(10).allMatch(parameters::has);
    }

    @Test
    void everyParameterOfTheSignInIsOnThePage() throws IOException {
        String page = page();
        assertThat(parameters.properties().stream().map(Map.Entry::getKey))
                .filteredOn(name -> name.startsWith("SignIn") || name.startsWith("Jwt") || name.endsWith("Claim"))
                .hasSizeGreaterThan(8)
                .allMatch(name -> page.contains("`" + name + "`"));
    }

    @ParameterizedTest
    @CsvSource({
        "Amazon Cognito, cognito",
        "Microsoft Entra ID, entra-id",
        "Okta, okta",
        "Auth0, auth0",
        "Keycloak, keycloak",
        "Google, google"
    })
    void theSettingsFitTheProvidersToken(String provider, String file) throws IOException {
        Map<String, String> settings = settings(provider);
        JsonNode token = Json.read(Files.readString(TOKENS.resolve(file + ".json")));

        String issuer = value(settings.get("JwtIssuer"));
        String anyIssuer = Stream.of(issuer.split("<[^>]+>", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + "[^/]+" + b)
                .orElseThrow();
        assertThat(token.get("iss").textValue()).matches(anyIssuer);
        String rolesClaim = value(settings.get("RolesClaim"));
        JsonNode roles = token.has(rolesClaim) ? token.get(rolesClaim) : token.at("/" + rolesClaim.replace('.', '/'));
        assertThat(roles.isMissingNode()).isFalse();
        if (settings.containsKey("SubjectClaim")) {
            assertThat(token.path(value(settings.get("SubjectClaim"))).asText()).matches("[a-z0-9][a-z0-9_-]{0,63}");
        }
    }

    @Test
    void everyProviderWithASampleTokenHasASection() throws IOException {
        try (Stream<Path> files = Files.list(TOKENS)) {
            assertThat(files.count())
                    .isEqualTo(Pattern.compile("(?m)^\\| `JwtIssuer`")
                            .matcher(page())
                            .results()
                            .count());
        }
    }
}
