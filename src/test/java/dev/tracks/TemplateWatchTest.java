package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is watched: alarms, the dashboard and logs. */
class TemplateWatchTest {
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
    void everyAlarmNotifiesTheTopicAndMissingDataRaisesNone() {
        assertThat(template.named("AWS::CloudWatch::Alarm")).isNotEmpty().allSatisfy(name -> {
            JsonNode alarm = template.properties(name);
            assertThat(Template.texts(alarm.path("AlarmActions"))).containsExactly("Alarms");
            assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
            assertThat(alarm.path("AlarmDescription").asText()).isNotBlank();
        });
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
