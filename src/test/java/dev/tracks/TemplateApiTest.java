package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.gateway.Cors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what the code needs from the HTTP API of template.yaml, and a linter cannot know. */
class TemplateApiTest {
    private final Template template = Template.read();

    @Test
    void aGradualDeploymentIsRolledBackByTheAlarmsOfTheApi() {
        JsonNode preference = template.properties("ApiFunction").path("DeploymentPreference");
        assertThat(preference.path("Enabled").asText()).isEqualTo("GradualDeployment");
        assertThat(template.at("/Parameters/GradualDeployment/Default").asText())
                .isEqualTo("false");
        assertThat(Template.texts(preference.path("Alarms")))
                .containsExactlyInAnyOrder("ApiErrorsAlarm", "ApiServerErrorsAlarm", "ApiLatencyAlarm");
    }

    /** A published version has the environment of its deployment, so it would miss later changes of parameters. */
    @Test
    void theApiUsesAPublishedVersionInAGradualDeploymentOnly() {
        assertThat(template.properties("ApiIntegration").path("IntegrationUri"))
                .extracting(JsonNode::asText)
                .containsExactly("IsGradual", "ApiFunction.Alias", "ApiFunction.Arn");
        assertThat(template.properties("ApiPermission").path("FunctionName"))
                .extracting(JsonNode::asText)
                .containsExactly("IsGradual", "ApiFunction.Alias", "ApiFunction");
    }

    /** Else requests would fail with 500 while an update switches GradualDeployment, until the new permission exists. */
    @Test
    void theGatewayMayInvokeTheFunctionBeforeItsIntegrationNamesIt() {
        assertThat(Template.texts(template.at("/Resources/ApiIntegration/DependsOn")))
                .containsExactly("ApiPermission");
    }

    @Test
    void withADomainTheApiHasNoOtherAddress() {
        assertThat(template.properties("Api").path("DisableExecuteApiEndpoint"))
                .extracting(JsonNode::asText)
                .containsExactly("HasDomain", "true", "false");
        assertThat(template.properties("DomainMapping").path("Stage").asText()).isEqualTo("ApiStage");
    }

    @Test
    void theApiItselfNeedsATokenAndNothingElseDoes() {
        Map<String, String> routes = new TreeMap<>();
        template.named("AWS::ApiGatewayV2::Route")
                .forEach(name -> routes.put(
                        template.properties(name).path("RouteKey").asText(),
                        template.properties(name).path("AuthorizationType").asText()));
        assertThat(routes)
                .containsExactly(
                        Map.entry("$default", "NONE"),
                        Map.entry("ANY /join/{proxy+}", "NONE"),
                        Map.entry("ANY /scim/{proxy+}", "NONE"),
                        Map.entry("ANY /slack/{proxy+}", "NONE"),
                        Map.entry("ANY /v1/{proxy+}", "JWT"),
                        Map.entry("OPTIONS /v1/{proxy+}", "NONE"));
        assertThat(template.properties("ApiRoute").path("AuthorizerId").asText())
                .isEqualTo("ApiAuthorizer");
        assertThat(template.properties("ApiAuthorizer").path("AuthorizerType").asText())
                .isEqualTo("JWT");
    }

    /** Together, the routes that anybody can call may receive fewer requests than the API. */
    @Test
    void aFloodOfPublicRequestsLeavesCapacityForTheApi() {
        JsonNode stage = template.properties("ApiStage");
        Set<String> withoutToken = template.named("AWS::ApiGatewayV2::Route").stream()
                .map(template::properties)
                .filter(route -> !route.path("AuthorizationType").asText().equals("JWT"))
                .map(route -> route.path("RouteKey").asText())
                .filter(key -> !key.startsWith("OPTIONS ")) // The gateway itself answers preflights.
                .collect(Collectors.toSet());
        Set<String> limited = new TreeSet<>();
        stage.path("RouteSettings").fieldNames().forEachRemaining(limited::add);
        int sum = 0;
        for (JsonNode settings : stage.path("RouteSettings")) {
            sum += settings.path("ThrottlingRateLimit").asInt(1_000);
        }

        assertThat(limited).isEqualTo(withoutToken);
        assertThat(sum)
                .isLessThan(
                        stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt());
        assertThat(Template.texts(template.at("/Resources/ApiStage/DependsOn")))
                .containsAll(Set.of("PublicRoute", "JoinRoute", "SlackRoute", "ScimRoute"));
    }

    @Test
    void withoutOriginsCorsIsNotConfigured() {
        assertThat(template.at("/Parameters/CorsOrigins/Default").asText()).isEmpty();
        assertThat(template.properties("Api").at("/CorsConfiguration/0").asText())
                .isEqualTo("HasCors");
        assertThat(template.properties("Api").at("/CorsConfiguration/2").asText())
                .isEqualTo("AWS::NoValue");
        assertThat(template.at("/Resources/PreflightRoute/Condition").asText()).isEqualTo("HasCors");
    }

    @Test
    void theLocalGatewayHasTheSameCorsConfiguration() {
        JsonNode cors = template.properties("Api").at("/CorsConfiguration/1");

        assertThat(Template.texts(cors.path("AllowMethods"))).isEqualTo(Set.copyOf(Cors.METHODS));
        assertThat(Template.texts(cors.path("AllowHeaders"))).isEqualTo(Set.copyOf(Cors.REQUEST_HEADERS));
        assertThat(Template.texts(cors.path("ExposeHeaders"))).isEqualTo(Set.copyOf(Cors.RESPONSE_HEADERS));
        assertThat(cors.path("MaxAge").asInt()).isEqualTo(Cors.MAX_AGE);
        assertThat(cors.has("AllowCredentials")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://portal.example.com, true",
        "https://portal.example.com:8443, true",
        "http://localhost:3000, true",
        "'', true",
        "*, false",
        "https://*, false",
        "http://portal.example.com, false",
        "https://portal.example.com/, false",
        "https://Portal.example.com, false",
        "portal.example.com, false",
        "null, false"
    })
    void anOriginIsASchemeAHostAndAPort(String origin, boolean valid) {
        String pattern = template.at("/Parameters/CorsOrigins/AllowedPattern").asText();

        assertThat(origin.matches(pattern)).isEqualTo(valid);
    }

    @Test
    void joinLinksAreNotLogged() {
        assertThat(template.properties("ApiStage")
                        .at("/AccessLogSettings/Format")
                        .asText())
                .contains("$context.routeKey", "$context.identity.sourceIp")
                .doesNotContain("$context.path");
    }
}
