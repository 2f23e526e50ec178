package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.channel.SlackErrors;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.usecase.feedback.MailFeedback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is watched: alarms, the dashboard and logs. */
class TemplateWatchTest {
    /** The errors of mails and addresses that are about the recipient: all but those of a mail's content. */
    private static final Set<String> OF_MAILS = Arrays.stream(MailFeedback.Kind.values())
            .filter(kind -> kind.isFailure() && kind != MailFeedback.Kind.REJECTED)
            .flatMap(kind -> Stream.concat(Stream.of(kind.wireName()), kind.addressError().stream()))
            .collect(Collectors.toSet());

    /** The errors of this program that are no fault of the channel. */
    private static final Set<String> OF_THIS_PROGRAM =
            Set.of("participant_deactivated", "no_email", "no_slack_user", "invalid_slack_user", "channel_busy");

    private final Template template = Template.read();

    private List<JsonNode> alarms(String namespace, String metric) {
        return template.named("AWS::CloudWatch::Alarm").stream()
                .map(template::properties)
                .filter(alarm -> alarm.path("Namespace").asText().equals(namespace))
                .filter(alarm -> alarm.path("MetricName").asText().equals(metric))
                .toList();
    }

    private static Set<String> watched(List<JsonNode> alarms) {
        return alarms.stream()
                .map(alarm -> Template.target(alarm.at("/Dimensions/0/Value")))
                .collect(Collectors.toSet());
    }

    @Test
    void everyAlarmNotifiesTheTopicAndSaysWhatIsWrong() {
        assertThat(template.named("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(name -> {
            JsonNode alarm = template.properties(name);
            assertThat(Template.texts(alarm.path("AlarmActions"))).containsExactly("Alarms");
            assertThat(alarm.path("AlarmDescription").asText()).isNotBlank();
        });
    }

    @Test
    void missingDataRaisesOnlyTheAlarmThatWatchesForASweepThatDoesNotRun() {
        assertThat(template.named("AWS::CloudWatch::Alarm"))
                .filteredOn(name -> !template.properties(name)
                        .path("TreatMissingData")
                        .asText()
                        .equals("notBreaching"))
                .containsExactly("SweepMissingAlarm");
        assertThat(alarms("AWS/Lambda", "Invocations")).singleElement().satisfies(alarm -> {
            assertThat(watched(List.of(alarm))).containsExactly("SweepFunction");
            assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching");
            assertThat(alarm.path("Period").asInt()
                            * alarm.path("EvaluationPeriods").asInt())
                    .isEqualTo(900);
            assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
            assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
        });
    }

    @Test
    void oneCompositeAlarmIsActiveIfAnyAlarmIs() {
        String rule = template.properties("Health").path("AlarmRule").asText();
        assertThat(rule.split(" OR "))
                .containsExactlyInAnyOrderElementsOf(template.named("AWS::CloudWatch::Alarm").stream()
                        .map(name -> "ALARM(\"${" + name + "}\")")
                        .toList());
        assertThat(Template.texts(template.properties("Health").path("AlarmActions")))
                .isEqualTo(Template.texts(template.properties("Health").path("OKActions")))
                .containsExactly("HealthTopic");
    }

    @Test
    void aQueueWhoseOldestMessageWaitsTooLongRaisesAnAlarm() {
        assertThat(watched(alarms("AWS/SQS", "ApproximateAgeOfOldestMessage")))
                .isEqualTo(template.consumed().keySet());
    }

    /** Sweep has a reserved environment, and may be rejected while it is in use. */
    @Test
    void throttledFunctionsOtherThanSweepRaiseAnAlarm() {
        Set<String> functions = template.functions();
        functions.remove("SweepFunction");
        assertThat(query("ThrottlesAlarm"))
                .startsWith("SELECT SUM(Throttles) FROM SCHEMA(\"AWS/Lambda\", FunctionName) WHERE ")
                .satisfies(query -> assertThat(functionsIn(query)).isEqualTo(functions));
    }

    @Test
    void aLoopThatLambdaStopsRaisesAnAlarm() {
        assertThat(query("RecursionAlarm"))
                .startsWith("SELECT SUM(RecursiveInvocationsDropped) FROM SCHEMA(\"AWS/Lambda\", FunctionName) WHERE ")
                .satisfies(query -> assertThat(functionsIn(query)).isEqualTo(template.functions()));
    }

    @Test
    void anEventThatLambdaCanNeitherDeliverNorStoreRaisesAnAlarm() {
        Set<String> withDestination = template.functions().stream()
                .filter(name -> template.properties(name)
                        .at("/EventInvokeConfig/DestinationConfig/OnFailure")
                        .isObject())
                .collect(Collectors.toSet());
        template.named("AWS::Lambda::EventSourceMapping").stream()
                .map(template::properties)
                .filter(mapping ->
                        mapping.at("/DestinationConfig/OnFailure/Destination").isTextual())
                .forEach(mapping ->
                        withDestination.add(mapping.path("FunctionName").asText()));

        assertThat(withDestination).contains("StepFunction", "RelayFunction");
        assertThat(query("DestinationFailuresAlarm"))
                .startsWith("SELECT SUM(DestinationDeliveryFailures) FROM SCHEMA(\"AWS/Lambda\", FunctionName) WHERE ")
                .satisfies(query -> assertThat(functionsIn(query)).isEqualTo(withDestination));
    }

    @ParameterizedTest
    @CsvSource({"TableThrottlesAlarm, ThrottledRequests", "TableErrorsAlarm, SystemErrors"})
    void problemsOfTheTableRaiseAnAlarm(String alarm, String metric) {
        assertThat(query(alarm))
                .isEqualTo("SELECT SUM(" + metric + ") FROM SCHEMA(\"AWS/DynamoDB\", TableName, Operation)"
                        + " WHERE TableName = '${Table}'");
    }

    @Test
    void aScheduleThatSchedulerGivesUpRaisesAnAlarm() {
        assertThat(watched(alarms("AWS/Scheduler", "InvocationDroppedCount"))).containsExactly("ScheduleGroup");
    }

    @Test
    void aSlowApiRaisesAnAlarm() {
        assertThat(alarms("AWS/ApiGateway", "Latency")).singleElement().satisfies(alarm -> {
            assertThat(watched(List.of(alarm))).containsExactly("Api");
            assertThat(alarm.path("ExtendedStatistic").asText()).isEqualTo("p95");
        });
    }

    /** The log line is that of {@link dev.tracks.lambda.DeliverHandler}; LogTest checks its form. */
    @Test
    void aChannelThatRefusesEverythingRaisesAnAlarm() {
        String pattern = template.properties("ChannelRefusalsMetric")
                .path("FilterPattern")
                .asText();
        Set<String> aboutPeople = Pattern.compile("\\$\\.mdc\\.error != \"(\\w+)\"")
                .matcher(pattern)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(pattern).startsWith("{ $.message = \"undeliverable\" && ").hasSizeLessThanOrEqualTo(1024);
        assertThat(aboutPeople)
                .containsAll(OF_MAILS)
                .contains("participant_deactivated", "no_email", "no_slack_user", "channel_busy")
                .doesNotContain("token_revoked", "invalid_auth", "missing_scope", "MessageRejected", "rejected");
        assertThat(aboutPeople)
                .filteredOn(error -> !OF_MAILS.contains(error))
                .filteredOn(error -> !OF_THIS_PROGRAM.contains(error))
                .isNotEmpty()
                .allMatch(error -> SlackErrors.of(error) == SlackErrors.RECIPIENT);
        assertThat(alarms("Tracks/${AWS::StackName}", "ChannelRefusals")).hasSize(1);
        assertThat(template.properties("ChannelRefusalsMetric")
                        .at("/MetricTransformations/0/MetricName")
                        .asText())
                .isEqualTo("ChannelRefusals");
    }

    /** Sweep sends the metric of the alarm; the log line of the other metric is that of DeliverHandler. */
    @Test
    void aChannelThatIsDownRaisesAnAlarmAndItsHoldsAreCountedByError() {
        assertThat(alarms("Tracks/${AWS::StackName}", "ChannelDownMinutes"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.at("/Dimensions/0/Value").asText()).isEqualTo("sweep");
                    assertThat(alarm.path("Threshold").asInt(-1)).isZero();
                });
        JsonNode metric = template.properties("ChannelDownMetric");
        assertThat(metric.path("FilterPattern").asText()).isEqualTo("{ $.message = \"channel down\" }");
        assertThat(metric.at("/MetricTransformations/0/Dimensions/0/Value").asText())
                .isEqualTo("$.mdc.error");
    }

    @Test
    void theDashboardShowsUndeliverableMessagesByError() throws IOException {
        JsonNode transformation = template.properties("UndeliverableMetric").at("/MetricTransformations/0");
        assertThat(transformation.at("/Dimensions/0/Key").asText()).isEqualTo("error");
        assertThat(transformation.at("/Dimensions/0/Value").asText()).isEqualTo("$.mdc.error");
        assertThat(widget("Undeliverable messages by error"))
                .anyMatch(text -> text.contains("{\"Tracks/${AWS::StackName}\",error} MetricName=\"Undeliverable\""));
    }

    private String query(String alarm) {
        return template.properties(alarm).at("/Metrics/0/Expression").asText();
    }

    private static Set<String> functionsIn(String query) {
        return Pattern.compile("FunctionName = '\\$\\{(\\w+)}'")
                .matcher(query)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void oneDeadLetterIsEnoughForAnAlarm() {
        List<JsonNode> depth = alarms("AWS/SQS", "ApproximateNumberOfMessagesVisible");
        Set<String> deadLetters = template.named("AWS::SQS::Queue");
        deadLetters.removeAll(template.consumed().keySet());
        assertThat(watched(depth)).isEqualTo(deadLetters).contains("ScheduleDeadLetters");
        assertThat(depth).allSatisfy(alarm -> {
            assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("GreaterThanThreshold");
            assertThat(alarm.path("Threshold").asInt(-1)).isZero();
        });
    }

    /** The function {@code jobs} sends this metric, in the namespace of its environment. */
    @Test
    void aRowOfAJobThatFailedRaisesAnAlarm() throws IOException {
        assertThat(alarms("Tracks/${AWS::StackName}", "JobRows"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.at("/Dimensions/0/Name").asText()).isEqualTo("outcome");
                    assertThat(alarm.at("/Dimensions/0/Value").asText()).isEqualTo(RowOutcome.FAILED.wireName());
                    assertThat(alarm.path("Threshold").asInt(-1)).isZero();
                });
        assertThat(widget("Rows of jobs by outcome"))
                .anyMatch(text -> text.contains("{\"Tracks/${AWS::StackName}\",outcome}"));
    }

    @Test
    void errorsOfEachFunctionRaiseAnAlarm() {
        assertThat(watched(alarms("AWS/Lambda", "Errors"))).isEqualTo(template.functions());
    }

    /** The function answers its own failures with a 5xx, so that Lambda does not count them as errors. */
    @Test
    void serverErrorsOfTheApiRaiseAnAlarm() {
        assertThat(watched(alarms("AWS/ApiGateway", "5xx"))).containsExactly("Api");
    }

    @Test
    void aStreamThatLagsBehindRaisesAnAlarm() {
        assertThat(watched(alarms("AWS/Lambda", "IteratorAge"))).containsExactly("RelayFunction");
    }

    /** The names are those of the metrics that sweep sends, in the namespace of its environment. */
    @ParameterizedTest
    @ValueSource(strings = {"SweepFinds", "SweepFailures"})
    void problemsThatSweepFindsRepeatedlyRaiseAnAlarm(String metric) {
        String namespace = Template.environment(template.at("/Globals/Function"))
                .path("TRACKS_METRICS_NAMESPACE")
                .asText();
        assertThat(alarms(namespace, metric)).singleElement().satisfies(alarm -> {
            assertThat(alarm.at("/Dimensions/0/Name").asText()).isEqualTo("function");
            assertThat(alarm.at("/Dimensions/0/Value").asText()).isEqualTo("sweep");
            assertThat(alarm.path("Statistic").asText()).isEqualTo("Sum");
            assertThat(alarm.path("Threshold").asInt(-1)).isZero();
        });
    }

    @Test
    void twoStacksHaveSeparateMetrics() {
        assertThat(Template.environment(template.at("/Globals/Function"))
                        .path("TRACKS_METRICS_NAMESPACE")
                        .asText())
                .contains("${AWS::StackName}")
                .doesNotStartWith("AWS/");
    }

    @Test
    void theDashboardSearchesDecisionsByTheDimensionsThatTheyHave() throws IOException {
        assertThat(widget("Decisions by reason"))
                .anyMatch(text -> text.contains("{\"Tracks/${AWS::StackName}\",decision,reason}"));
    }

    @Test
    void theDashboardShowsEveryFunctionAndEveryQueue() throws IOException {
        assertThat(widget("Errors"))
                .containsAll(template.functions().stream()
                        .map(name -> "${" + name + "}")
                        .toList());
        List<String> queues = new ArrayList<>(widget("Queue depth"));
        queues.addAll(widget("Dead letters"));
        assertThat(queues)
                .containsAll(template.named("AWS::SQS::Queue").stream()
                        .map(name -> "${" + name + ".QueueName}")
                        .toList());
    }

    /** Every string in the metrics of the widget with that title. */
    private List<String> widget(String title) throws IOException {
        String body = template.properties("Dashboard").path("DashboardBody").asText();
        List<String> texts = new ArrayList<>();
        for (JsonNode widget : new ObjectMapper().readTree(body).path("widgets")) {
            if (widget.at("/properties/title").asText().equals(title)) {
                collect(widget.at("/properties/metrics"), texts);
            }
        }
        assertThat(texts).as(title).isNotEmpty();
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(part -> collect(part, texts));
    }

    @Test
    void functionsLogJsonToALogGroupWithARetention() {
        JsonNode logging = template.at("/Globals/Function/LoggingConfig");
        assertThat(logging.path("LogFormat").asText()).isEqualTo("JSON");
        assertThat(template.named("AWS::Logs::LogGroup"))
                .contains(logging.path("LogGroup").asText())
                .allMatch(name -> template.properties(name).has("RetentionInDays"));
    }
}
