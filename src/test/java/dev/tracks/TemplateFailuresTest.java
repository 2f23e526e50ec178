package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bucket to which Lambda writes the events that {@code relay} could not process. */
class TemplateFailuresTest {
    private final Template template = Template.read();
    private final JsonNode bucket = template.properties("RelayFailures");

    @Test
    void onlyRelayForWhichLambdaWritesMayUseTheBucket() {
        assertThat(template.allowed("s3:PutObject"))
                .isEqualTo(template.allowed("s3:ListBucket"))
                .containsExactly("RelayFunction");
        assertThat(template.statements("RelayFunction"))
                .filteredOn(statement ->
                        Template.texts(statement.path("Action")).toString().contains("s3:"))
                .extracting(statement -> Map.entry(
                        statement.path("Action").asText(),
                        statement.path("Resource").asText()))
                .containsExactlyInAnyOrder(
                        Map.entry("s3:PutObject", "${RelayFailures.Arn}/*"),
                        Map.entry("s3:ListBucket", "RelayFailures.Arn"));
    }

    @Test
    void nobodyElseCanReadTheBucket() {
        JsonNode block = bucket.path("PublicAccessBlockConfiguration");
        assertThat(block).hasSize(4).allMatch(JsonNode::asBoolean);
        assertThat(bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(template.properties("RelayFailuresPolicy").at("/PolicyDocument/Statement"))
                .singleElement()
                .satisfies(statement -> {
                    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                    assertThat(statement.path("Principal").asText()).isEqualTo("*");
                    assertThat(statement.path("Action").asText()).isEqualTo("s3:*");
                    assertThat(Template.texts(statement.path("Resource")))
                            .containsExactlyInAnyOrder("RelayFailures.Arn", "${RelayFailures.Arn}/*");
                    assertThat(statement
                                    .at("/Condition/Bool/aws:SecureTransport")
                                    .asText())
                            .isEqualTo("false");
                });
    }

    /** If the stack's key encrypts it, Lambda needs no permission for the key, as for the table. */
    @Test
    void theBucketIsEncryptedLikeTheTable() {
        JsonNode encryption = bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
        assertThat(encryption.at("/ServerSideEncryptionByDefault/SSEAlgorithm"))
                .extracting(JsonNode::asText)
                .containsExactly("UsesStackKey", "aws:kms", "AES256");
        assertThat(encryption.at("/ServerSideEncryptionByDefault/KMSMasterKeyID"))
                .extracting(JsonNode::asText)
                .containsExactly("UsesStackKey", "Key.Arn", "AWS::NoValue");
        assertThat(encryption.path("BucketKeyEnabled").asText()).isEqualTo("EncryptWithStackKey");
        assertThat(template.properties("Key").at("/KeyPolicy/Statement"))
                .filteredOn(statement -> statement.at("/Principal/AWS").asText().equals("*"))
                .singleElement()
                .satisfies(
                        statement -> assertThat(Template.texts(statement.at("/Condition/StringEquals/kms:ViaService")))
                                .contains("s3.${AWS::Region}.amazonaws.com", "dynamodb.${AWS::Region}.amazonaws.com"));
    }

    /** A stored event contains personal data; and while there is a message about it, it can be redriven. */
    @Test
    void aStoredEventExpiresWithTheMessageAboutIt() {
        JsonNode rules = bucket.at("/LifecycleConfiguration/Rules");
        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/Status").asText()).isEqualTo("Enabled");
        assertThat(rules.at("/0/Filter").isMissingNode()
                        && rules.at("/0/Prefix").isMissingNode())
                .as("for all objects")
                .isTrue();
        assertThat(Duration.ofDays(rules.at("/0/ExpirationInDays").asInt()))
                .isEqualTo(Duration.ofSeconds(template.properties("RelayDeadLetters")
                        .path("MessageRetentionPeriod")
                        .asInt()));
        assertThat(bucket.has("VersioningConfiguration"))
                .as("a version would outlive a deleted event")
                .isFalse();
    }

    /** So that the queue's alarm is raised. */
    @Test
    void aStoredEventIsAMessageInTheDeadLetterQueue() {
        assertThat(bucket.at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                        .asBoolean())
                .isTrue();
        JsonNode rule = template.properties("RelayFailuresRule");
        assertThat(rule.has("EventBusName"))
                .as("S3 supports the default bus only")
                .isFalse();
        assertThat(Template.texts(rule.at("/EventPattern/source"))).containsExactly("aws.s3");
        assertThat(Template.texts(rule.at("/EventPattern/detail-type"))).containsExactly("Object Created");
        assertThat(Template.texts(rule.at("/EventPattern/detail/bucket/name"))).containsExactly("RelayFailures");
        assertThat(rule.path("Targets")).hasSize(1);
        assertThat(rule.at("/Targets/0/Arn").asText()).isEqualTo("RelayDeadLetters.Arn");
        assertThat(rule.at("/Targets/0").has("InputPath")).isFalse();
        JsonNode policy = template.properties("RelayDeadLettersPolicy");
        assertThat(Template.texts(policy.path("Queues"))).containsExactly("RelayDeadLetters");
        JsonNode statement = policy.at("/PolicyDocument/Statement/0");
        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("events.amazonaws.com");
        assertThat(statement.path("Resource").asText()).isEqualTo("RelayDeadLetters.Arn");
        assertThat(statement.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo("RelayFailuresRule.Arn");
    }
}
