package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tracks.lambda.ApiHandler;
import dev.tracks.local.gateway.Cors;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.usecase.message.DeliverMessage;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what the code needs from template.yaml and a linter cannot know. */
class TemplateTest {
    private static final Path CONTRACT = Path.of("docs/contract.md");

    /** Set only by the local cloud: the virtual clock, and secrets as plain values. */
    private static final Set<String> ONLY_LOCAL =
            Set.of("TRACKS_CLOCK", "TRACKS_JOIN_SECRET", "TRACKS_SLACK_BOT_TOKEN", "TRACKS_SLACK_SIGNING_SECRET");

    /** IAM has no resource for this action. */
    private static final Set<String> LISTS_STREAMS = Set.of("dynamodb:ListStreams");

    private final Template template = Template.read();

    @Test
    void theTableStreamsBothImagesExpiresAndCanBeRestored() {
        JsonNode table = template.properties("Table");
        assertThat(table.at("/StreamSpecification/StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo(Items.EXPIRES_AT_EPOCH);
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
    }

    @Test
    void theTableOutlivesItsStack() {
        assertThat(template.at("/Resources/Table/DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(template.properties("Table")
                        .path("DeletionProtectionEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(template.at("/Resources/Table/UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }

    @Test
    void nothingThatHoldsDataIsLostWhenItIsReplaced() {
        assertThat(Stream.of(
                                "AWS::DynamoDB::Table",
                                "AWS::SQS::Queue",
                                "AWS::SecretsManager::Secret",
                                "AWS::Logs::LogGroup",
                                "AWS::KMS::Key")
                        .flatMap(type -> template.named(type).stream()))
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> {
                    assertThat(template.at("/Resources/" + name + "/UpdateReplacePolicy")
                                    .asText())
                            .as(name)
                            .isEqualTo("Retain");
                    assertThat(template.at("/Resources/" + name + "/DeletionPolicy")
                                    .asText())
                            .as(name)
                            .isIn("Delete", "Retain", "RetainExceptOnCreate");
                });
    }

    /** CloudWatch cannot notify a topic that AWS' own key encrypts. */
    @Test
    void topicsAreEncryptedWithAKeyThatCloudWatchMayUse() {
        assertThat(template.named("AWS::SNS::Topic"))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(template.properties(topic)
                                .path("KmsMasterKeyId")
                                .asText())
                        .isEqualTo("Key"));
        assertThat(template.properties("Key").at("/KeyPolicy/Statement"))
                .filteredOn(
                        statement -> statement.at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(Template.texts(statement.path("Action")))
                            .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey*");
                    assertThat(statement
                                    .at("/Condition/StringEquals/aws:SourceAccount")
                                    .asText())
                            .isEqualTo("AWS::AccountId");
                });
    }

    @Test
    void theStacksKeyIsUsedOnlyByThisAccountAndItsServices() {
        assertThat(template.properties("Key").at("/KeyPolicy/Statement"))
                .isNotEmpty()
                .allSatisfy(
                        statement -> assertThat(statement.path("Sid").asText().equals("Administer")
                                        || statement.path("Condition").size() == 1)
                                .as(statement.toString())
                                .isTrue());
    }

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

    @Test
    void withADomainTheApiHasNoOtherAddress() {
        assertThat(template.properties("Api").path("DisableExecuteApiEndpoint"))
                .extracting(JsonNode::asText)
                .containsExactly("HasDomain", "true", "false");
        assertThat(template.properties("DomainMapping").path("Stage").asText()).isEqualTo("ApiStage");
    }

    @Test
    void tableAndIndexesHaveTheKeysThatTheCodeQueries() {
        JsonNode table = template.properties("Table");
        Map<String, String> deployed = new TreeMap<>(Map.of("TABLE", Template.keys(table)));
        table.path("GlobalSecondaryIndexes").forEach(index -> {
            deployed.put(index.path("IndexName").asText(), Template.keys(index));
            assertThat(index.at("/Projection/ProjectionType").asText()).isEqualTo("ALL");
        });
        assertThat(deployed)
                .isEqualTo(Stream.of(Index.values())
                        .collect(Collectors.toMap(
                                Index::name, index -> index.partition() + " HASH, " + index.sort() + " RANGE")));
    }

    @Test
    void everyHandlerOfTheCodeHasOneFunction() {
        assertThat(template.functions())
                .extracting(name -> Template.environment(template.properties(name))
                        .path("QUARKUS_LAMBDA_HANDLER")
                        .asText())
                .containsExactlyInAnyOrderElementsOf(new ClassFileImporter()
                                .withImportOption(location -> location.contains("Handler.class"))
                                .importPackagesOf(ApiHandler.class)
                                .stream()
                                .filter(type -> type.isAnnotatedWith(Named.class))
                                .map(type ->
                                        type.getAnnotationOfType(Named.class).value())
                                .toList());
    }

    @Test
    void onePoisonRecordDoesNotBlockOtherRecords() {
        assertThat(template.named("AWS::Lambda::EventSourceMapping"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(template.properties(name).path("FunctionResponseTypes"))
                        .extracting(JsonNode::asText)
                        .containsExactly("ReportBatchItemFailures"));
    }

    @Test
    void theStreamGivesUpOnARecordInFiniteTimeAndSaysSo() {
        JsonNode mapping = template.properties("RelayMapping");
        assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.path("MaximumRetryAttempts").asInt(-1)).isBetween(1, 100);
        assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt(-1)).isBetween(60, 86_400);
        assertThat(mapping.at("/DestinationConfig/OnFailure/Destination").asText())
                .isEqualTo("RelayDeadLetters.Arn");
    }

    @Test
    void theStreamFilterMatchesTheLeafOfThePendingMarker() throws IOException {
        JsonNode filters = template.properties("RelayMapping").at("/FilterCriteria/Filters");
        assertThat(filters).hasSize(1);
        JsonNode pattern =
                new ObjectMapper().readTree(filters.path(0).path("Pattern").asText());
        assertThat(pattern.at("/dynamodb/NewImage/pending/S/0/exists").asBoolean())
                .isTrue();
    }

    @Test
    void aQueueWithAConsumerHasADeadLetterQueueThatKeepsItsMessagesLonger() {
        assertThat(template.consumed().keySet()).containsExactlyInAnyOrder("ReachedQueue", "MessagesQueue");
        assertThat(template.consumed().keySet()).allSatisfy(name -> {
            JsonNode redrive = template.properties(name).path("RedrivePolicy");
            String deadLetters = Template.target(redrive.path("deadLetterTargetArn"));
            assertThat(redrive.path("maxReceiveCount").asInt()).isBetween(5, 20);
            assertThat(template.properties(deadLetters)
                            .path("MessageRetentionPeriod")
                            .asInt())
                    .isGreaterThan(template.properties(name)
                            .path("MessageRetentionPeriod")
                            .asInt());
        });
    }

    @Test
    void everyOtherQueueIsADeadLetterQueueWithAnAlarm() {
        Set<String> others = template.named("AWS::SQS::Queue");
        others.removeAll(template.consumed().keySet());
        Set<String> watched = template.named("AWS::CloudWatch::Alarm").stream()
                .map(name -> Template.target(template.properties(name).at("/Dimensions/0/Value")))
                .collect(Collectors.toSet());
        assertThat(others)
                .isNotEmpty()
                .allMatch(name -> name.endsWith("DeadLetters"))
                .allMatch(watched::contains);
    }

    @Test
    void everyQueueIsEncrypted() {
        assertThat(template.named("AWS::SQS::Queue"))
                .isNotEmpty()
                .allMatch(name ->
                        template.properties(name).path("SqsManagedSseEnabled").asBoolean());
    }

    @Test
    void aQueuesVisibilityTimeoutIsSixTimesTheTimeoutOfItsFunction() {
        assertThat(template.consumed())
                .allSatisfy((queue, function) -> assertThat(template.properties(queue)
                                .path("VisibilityTimeout")
                                .asInt())
                        .isGreaterThanOrEqualTo(6 * template.timeout(function)));
    }

    @Test
    void aMessageIsRedeliveredOnlyAfterAnAbandonedClaimHasExpired() {
        int claim = Math.toIntExact(DeliverMessage.CLAIM_TIMEOUT.toSeconds());
        assertThat(template.timeout("DeliverFunction")).isLessThan(claim);
        assertThat(template.properties("MessagesQueue")
                        .path("VisibilityTimeout")
                        .asInt())
                .isGreaterThan(claim);
    }

    @Test
    void aWaitingMessageIsHeldBeforeItsLastReceiveSoThatOneTryIsLeftForAFailure() {
        assertThat(template.properties("MessagesQueue")
                        .at("/RedrivePolicy/maxReceiveCount")
                        .asInt())
                .isEqualTo(DeliverMessage.MAX_RECEIVES + 1);
    }

    /** Lambda stops such a loop after about 16 rounds (Lambda guide, "Recursive loop detection"). */
    @Test
    void noFunctionMaySendToTheQueueThatInvokesIt() {
        assertThat(template.consumed())
                .hasSize(2)
                .allSatisfy((queue, function) -> assertThat(template.statements(function))
                        .filteredOn(statement ->
                                Template.texts(statement.path("Action")).contains("sqs:SendMessage"))
                        .flatExtracting(statement -> Template.texts(statement.path("Resource")))
                        .doesNotContain(queue + ".Arn"));
    }

    @Test
    void anAsynchronousInvocationOfStepThatFailsPermanentlyGoesToADeadLetterQueue() {
        JsonNode invoke = template.properties("StepFunction").path("EventInvokeConfig");
        assertThat(invoke.path("MaximumRetryAttempts").asInt(-1)).isBetween(0, 2);
        assertThat(invoke.at("/DestinationConfig/OnFailure/Destination").asText())
                .isEqualTo("StepDeadLetters.Arn");
    }

    @Test
    void twoSweepsNeverOverlap() {
        assertThat(template.properties("SweepFunction")
                        .at("/Events/Tick/Properties/Schedule")
                        .asText())
                .isEqualTo("rate(5 minutes)");
        assertThat(template.timeout("SweepFunction")).isLessThan(300);
        assertThat(template.properties("SweepFunction")
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(1);
        assertThat(template.properties("SweepFunction")
                        .at("/EventInvokeConfig/MaximumRetryAttempts")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void noFunctionMayScanOrMoreThanItNames() {
        assertThat(template.statements())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(Template.texts(statement.path("Action")))
                        .isNotEmpty()
                        .noneMatch(action -> action.contains("*"))
                        .doesNotContain("dynamodb:Scan"));
    }

    @Test
    void everyPermissionNamesItsResource() {
        assertThat(template.statements())
                .filteredOn(statement -> !LISTS_STREAMS.equals(Template.texts(statement.path("Action"))))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(Template.texts(statement.path("Resource")))
                        .isNotEmpty()
                        .doesNotContain("*", ""));
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
                .containsAll(Set.of("PublicRoute", "JoinRoute", "SlackRoute"));
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

    /** Everybody who may read a function's configuration would see a value. */
    @Test
    void noSecretIsInAFunctionsEnvironment() throws IOException {
        assertThat(template.environments())
                .allSatisfy(each -> assertThat(each.fieldNames())
                        .toIterable()
                        .doesNotContain("TRACKS_JOIN_SECRET", "TRACKS_SLACK_BOT_TOKEN", "TRACKS_SLACK_SIGNING_SECRET"));
        assertThat(Files.readString(Path.of("template.yaml"))).doesNotContain("{{resolve:");
    }

    @ParameterizedTest
    @CsvSource({"TRACKS_JOIN_SECRET_ID, JoinSecret", "TRACKS_SLACK_SECRET_ID, SlackSecret"})
    void aSecretIsReadByTheFunctionsThatNeedItOnly(String setting, String secret) {
        assertThat(template.at("/Globals/Function/Environment/Variables").has(setting))
                .isFalse();
        assertThat(template.functions())
                .filteredOn(
                        name -> Template.environment(template.properties(name)).has(setting))
                .containsExactlyInAnyOrder("ApiFunction", "DeliverFunction")
                .containsExactlyInAnyOrderElementsOf(template.allowed("secretsmanager:GetSecretValue"))
                .allSatisfy(name -> {
                    assertThat(Template.environment(template.properties(name))
                                    .path(setting)
                                    .asText())
                            .isEqualTo(secret);
                    assertThat(template.statements(name))
                            .filteredOn(statement ->
                                    Template.texts(statement.path("Action")).contains("secretsmanager:GetSecretValue"))
                            .singleElement()
                            .satisfies(statement -> assertThat(Template.texts(statement.path("Resource")))
                                    .contains(secret)
                                    .containsExactlyInAnyOrder(
                                            "JoinSecret",
                                            "SlackSecretHasArn",
                                            "SlackSecret",
                                            "SlackSecretHasName",
                                            "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}"
                                                    + ":secret:${SlackSecret}-??????"));
                });
    }

    @Test
    void theFunctionsThatHaveSlacksSecretUseTheConfiguredSlack() {
        assertThat(template.functions().stream().map(name -> Template.environment(template.properties(name))))
                .filteredOn(environment -> environment.has("TRACKS_SLACK_SECRET_ID"))
                .hasSize(2)
                .allSatisfy(environment -> assertThat(
                                environment.path("TRACKS_SLACK_URL").asText())
                        .isEqualTo("SlackUrl"));
        assertThat(Template.texts(template.at("/Parameters/SlackUrl/AllowedValues")))
                .containsExactlyInAnyOrder("https://slack.com/api", "https://slack-gov.com/api");
        assertThat(template.at("/Parameters/SlackUrl/Default").asText()).isEqualTo("https://slack.com/api");
    }

    @Test
    void onlyDeliverSendsMails() {
        assertThat(template.allowed("ses:SendEmail")).containsExactly("DeliverFunction");
    }

    @Test
    void everySettingOfTheContractIsSet() throws IOException {
        Set<String> names = new TreeSet<>();
        Pattern.compile("TRACKS_[A-Z_]+[A-Z]")
                .matcher(Files.readString(CONTRACT))
                .results()
                .forEach(match -> names.add(match.group()));
        names.removeAll(ONLY_LOCAL);
        Set<String> set = new TreeSet<>();
        template.environments().forEach(each -> each.fieldNames().forEachRemaining(set::add));
        assertThat(names).hasSizeGreaterThan(10);
        assertThat(set).containsAll(names).doesNotContainAnyElementsOf(ONLY_LOCAL);
    }
}
