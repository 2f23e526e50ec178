package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tracks.lambda.ApiHandler;
import dev.tracks.store.table.Items;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks what the code needs from the data, functions and permissions of template.yaml, and a linter cannot know. */
class TemplateTest {
    private static final Path CONTRACT = Path.of("docs/contract.md");

    /** Set only by the local cloud: the virtual clock, and secrets as plain values. */
    private static final Set<String> ONLY_LOCAL = Set.of(
            "TRACKS_CLOCK",
            "TRACKS_JOIN_SECRET",
            "TRACKS_SLACK_BOT_TOKEN",
            "TRACKS_SLACK_SIGNING_SECRET",
            "TRACKS_SCIM_TOKEN");

    /** The resource that api alone may read besides. */
    private static final Set<String> OF_SCIM = Set.of("HasScim", "ScimSecret");

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
                                "AWS::S3::Bucket",
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

    /** Everybody who may read a function's configuration would see a value. */
    @Test
    void noSecretIsInAFunctionsEnvironment() throws IOException {
        assertThat(template.environments())
                .allSatisfy(each -> assertThat(each.fieldNames())
                        .toIterable()
                        .doesNotContain(
                                "TRACKS_JOIN_SECRET",
                                "TRACKS_SLACK_BOT_TOKEN",
                                "TRACKS_SLACK_SIGNING_SECRET",
                                "TRACKS_SCIM_TOKEN"));
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
                                    .filteredOn(resource -> !OF_SCIM.contains(resource))
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
    void onlyTheApiMayReadTheTokenOfScimAndOnlyIfScimIsWanted() {
        assertThat(template.functions())
                .filteredOn(name -> template.statements(name).stream()
                        .anyMatch(statement ->
                                Template.texts(statement.path("Resource")).contains("ScimSecret")))
                .containsExactly("ApiFunction");
        assertThat(Template.environment(template.properties("ApiFunction")).path("TRACKS_SCIM_SECRET_ID"))
                .extracting(JsonNode::asText)
                .containsExactly("HasScim", "ScimSecret", "");
        assertThat(template.at("/Resources/ScimSecret/Condition").asText()).isEqualTo("HasScim");
        assertThat(template.at("/Parameters/Scim/Default").asText()).isEqualTo("false");
    }

    @Test
    void deliverWhichCallsSlackUsesTheConfiguredSlack() {
        assertThat(Template.environment(template.properties("DeliverFunction"))
                        .path("TRACKS_SLACK_URL")
                        .asText())
                .isEqualTo("SlackUrl");
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
