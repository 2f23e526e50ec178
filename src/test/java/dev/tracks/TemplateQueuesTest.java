package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.domain.job.Lane;
import dev.tracks.store.item.job.LaneItem;
import dev.tracks.usecase.job.ProcessPage;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks what the code needs from the stream, queues and schedules of template.yaml, and a linter cannot know. */
class TemplateQueuesTest {
    private final Template template = Template.read();

    @Test
    void onePoisonRecordDoesNotBlockOtherRecords() {
        assertThat(template.named("AWS::Lambda::EventSourceMapping"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(template.properties(name).path("FunctionResponseTypes"))
                        .extracting(JsonNode::asText)
                        .containsExactly("ReportBatchItemFailures"));
    }

    /** Nothing but the stream's record leads to the event of a skipped run. */
    @Test
    void lambdaRepeatsAStreamRecordUntilShortlyBeforeTheStreamRemovesItAndThenStoresIt() {
        JsonNode mapping = template.properties("RelayMapping");
        assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(-1);
        assertThat(Duration.ofSeconds(mapping.path("MaximumRecordAgeInSeconds").asInt()))
                .isGreaterThan(StreamPublisher.REDRIVEN_FROM)
                .isBetween(Duration.ofHours(22), Duration.ofHours(23));
        assertThat(mapping.at("/DestinationConfig/OnFailure/Destination").asText())
                .isEqualTo("RelayFailures.Arn");
    }

    /** A second mapping of the same stream and function is refused by Lambda (ResourceConflictException). */
    @Test
    void oneMappingFiltersPendingItemsNewVersionsOfRunsAndClosedInvitations() throws IOException {
        assertThat(template.named("AWS::Lambda::EventSourceMapping"))
                .filteredOn(name -> template.properties(name)
                        .path("EventSourceArn")
                        .asText()
                        .equals("Table.StreamArn"))
                .containsExactly("RelayMapping");
        List<JsonNode> images = new ArrayList<>();
        for (JsonNode filter : template.properties("RelayMapping").at("/FilterCriteria/Filters")) {
            images.add(
                    new ObjectMapper().readTree(filter.path("Pattern").asText()).path("dynamodb"));
        }
        String isRun = "{'SK':{'S':[{'prefix':'RUN#'}]}".replace('\'', '"');
        String pending = "{'pending':{'S':[{'exists':true}]}}".replace('\'', '"');
        String closed = "{'SK':{'S':[{'prefix':'INVITATION#'}]},"
                + "'status':{'S':['accepted','declined','expired','withdrawn']}},'OldImage':{'status':{'S':['pending']}}";
        assertThat(images)
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"NewImage\":" + pending + "}",
                        "{\"NewImage\":" + isRun + ",\"status\":{\"S\":[\"skipped\",\"deferred\",\"cancelled\"]}}}",
                        "{\"NewImage\":" + isRun + "},\"OldImage\":" + pending + "}",
                        "{\"NewImage\":" + closed.replace('\'', '"') + "}");
        assertThat(images).as("Lambda's quota").hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void relayLeavesARecordToSweepLongBeforeLambdaGivesItUp() {
        assertThat(StreamPublisher.REPEATED_FOR).isLessThan(Duration.ofHours(1));
    }

    @Test
    void aQueueWithAConsumerHasADeadLetterQueueThatKeepsItsMessagesLonger() {
        assertThat(template.consumed().keySet())
                .containsExactlyInAnyOrder("ReachedQueue", "MessagesQueue", "ClicksQueue", "JobsQueue");
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
                .hasSize(4)
                .allSatisfy((queue, function) -> assertThat(template.statements(function))
                        .filteredOn(statement ->
                                Template.texts(statement.path("Action")).contains("sqs:SendMessage"))
                        .flatExtracting(statement -> Template.texts(statement.path("Resource")))
                        .doesNotContain(queue + ".Arn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Step", "Feedback"})
    void anAsynchronousInvocationThatFailsPermanentlyGoesToADeadLetterQueue(String function) {
        JsonNode invoke = template.properties(function + "Function").path("EventInvokeConfig");
        assertThat(invoke.path("MaximumRetryAttempts").asInt(-1)).isBetween(0, 2);
        assertThat(invoke.at("/DestinationConfig/OnFailure/Destination").asText())
                .isEqualTo(function + "DeadLetters.Arn");
    }

    /** Lambda waits a minute before the first retry, and two before the second (Lambda guide, "Asynchronous invocation"). */
    @Test
    void anEventAboutAMailIsRetriedUntilItsDeliveryMustBeRecorded() {
        assertThat(template.properties("FeedbackFunction")
                        .at("/EventInvokeConfig/MaximumRetryAttempts")
                        .asInt(-1))
                .isEqualTo(2);
        assertThat(template.timeout("DeliverFunction")).isLessThan(180);
    }

    /** Whoever may send to this queue can answer invitations for others. */
    @Test
    void onlyTheApiMaySendClicks() {
        assertThat(template.functions())
                .filteredOn(function -> template.statements(function).stream()
                        .filter(statement ->
                                Template.texts(statement.path("Action")).contains("sqs:SendMessage"))
                        .anyMatch(statement ->
                                Template.texts(statement.path("Resource")).contains("ClicksQueue.Arn")))
                .containsExactly("ApiFunction");
    }

    /** A row is recorded as failed after some attempts, so that the page goes on instead of ending as a dead letter. */
    @Test
    void aPageIsDeliveredMoreOftenThanItsRowsAreTried() {
        assertThat(template.properties("JobsQueue")
                        .at("/RedrivePolicy/maxReceiveCount")
                        .asInt())
                .isGreaterThan(ProcessPage.ATTEMPTS);
    }

    /** A record that failed is delivered again before sweep enqueues its lane once more. */
    @Test
    void aPageThatFailsIsDeliveredAgainBeforeSweepEnqueuesIt() {
        assertThat(template.properties("JobsQueue").path("VisibilityTimeout").asInt())
                .isLessThan(Math.toIntExact(LaneItem.GRACE.toSeconds()));
    }

    @Test
    void jobsNeverTakeTheConcurrencyThatSinglePeopleNeed() {
        JsonNode mapping = template.properties("JobsMapping");
        assertThat(mapping.path("EventSourceArn").asText()).isEqualTo("JobsQueue.Arn");
        assertThat(mapping.path("BatchSize").asInt()).isEqualTo(1);
        assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt()).isEqualTo(Lane.MAX);
        assertThat(template.consumed().values())
                .filteredOn("JobsFunction"::equals)
                .hasSize(1);
    }

    @Test
    void twoSweepsNeverOverlap() {
        assertThat(template.properties("SweepFunction")
                        .at("/Events/Tick/Properties/Schedule")
                        .asText())
                .isEqualTo("rate(1 minute)");
        assertThat(template.timeout("SweepFunction")).isLessThan(60);
        assertThat(template.properties("SweepFunction")
                        .path("ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(1);
        assertThat(template.properties("SweepFunction")
                        .at("/EventInvokeConfig/MaximumRetryAttempts")
                        .asInt(-1))
                .isZero();
    }
}
