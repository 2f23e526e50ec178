package dev.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tracks.messaging.PublishedTransitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delays on EventBridge Scheduler, and incoming and outgoing events: permissions and failure destinations. */
class TemplateEventsTest {
    /** The functions that publish from the outbox: relay, and sweep for items that relay has not published. */
    private static final Set<String> PUBLISHERS = Set.of("RelayFunction", "SweepFunction");

    private final Template template = Template.read();

    @Test
    void schedulesMayCallStepAndJobsAndNothingElse() {
        JsonNode role = template.properties("ScheduleRole");
        assertThat(role.has("ManagedPolicyArns")).isFalse();
        assertThat(role.path("Policies")).hasSize(1);
        JsonNode statements = role.at("/Policies/0/PolicyDocument/Statement");
        assertThat(statements).hasSize(1);
        assertThat(statements.at("/0/Effect").asText()).isEqualTo("Allow");
        assertThat(Template.texts(statements.at("/0/Action"))).containsExactly("lambda:InvokeFunction");
        assertThat(Template.texts(statements.at("/0/Resource")))
                .containsExactlyInAnyOrder("StepFunction.Arn", "JobsFunction.Arn");
    }

    @Test
    void onlySchedulerAssumesTheSchedulesRoleAndOnlyForTheirGroup() {
        JsonNode trust = template.properties("ScheduleRole").at("/AssumeRolePolicyDocument/Statement");
        assertThat(trust).hasSize(1);
        assertThat(trust.at("/0/Principal").properties())
                .containsExactly(Map.entry("Service", TextNode.valueOf("scheduler.amazonaws.com")));
        assertThat(trust.at("/0/Condition/StringEquals/aws:SourceArn").asText()).isEqualTo("ScheduleGroup.Arn");
        assertThat(trust.at("/0/Condition/StringEquals/aws:SourceAccount").asText())
                .isEqualTo("AWS::AccountId");
    }

    @Test
    void onlyFunctionsThatCreateSchedulesMayPassTheirRoleToScheduler() {
        assertThat(template.allowed("scheduler:CreateSchedule")).isEqualTo(PUBLISHERS);
        assertThat(template.allowed("scheduler:DeleteSchedule")).isEqualTo(PUBLISHERS);
        assertThat(template.allowed("iam:PassRole")).isEqualTo(PUBLISHERS);
        assertThat(template.statements())
                .filteredOn(
                        statement -> Template.texts(statement.path("Action")).contains("iam:PassRole"))
                .allSatisfy(statement -> {
                    assertThat(Template.texts(statement.path("Action"))).containsExactly("iam:PassRole");
                    assertThat(Template.texts(statement.path("Resource"))).containsExactly("ScheduleRole.Arn");
                    assertThat(statement
                                    .at("/Condition/StringEquals/iam:PassedToService")
                                    .asText())
                            .isEqualTo("scheduler.amazonaws.com");
                });
    }

    @Test
    void schedulesAreCreatedAndDeletedInTheirOwnGroupOnly() {
        assertThat(template.statements())
                .filteredOn(
                        statement -> Template.texts(statement.path("Action")).contains("scheduler:DeleteSchedule"))
                .hasSize(PUBLISHERS.size())
                .allSatisfy(statement -> assertThat(Template.texts(statement.path("Resource")))
                        .singleElement()
                        .asString()
                        .endsWith(":schedule/${ScheduleGroup}/*"));
    }

    @Test
    void onlyTheOutboxFunctionsPublishToTheBus() {
        assertThat(template.allowed("events:PutEvents")).isEqualTo(PUBLISHERS);
    }

    @Test
    void onlyFunctionsThatPublishOrDeleteSchedulesHaveTheSchedulerSettings() {
        Map<String, String> settings = Map.of(
                "TRACKS_SCHEDULE_GROUP", "ScheduleGroup",
                "TRACKS_SCHEDULE_ROLE_ARN", "ScheduleRole.Arn",
                "TRACKS_SCHEDULE_DLQ_ARN", "ScheduleDeadLetters.Arn",
                "TRACKS_STEP_FUNCTION_ARN", "StepFunction.Arn",
                "TRACKS_JOBS_FUNCTION_ARN", "JobsFunction.Arn");
        for (String name : template.functions()) {
            JsonNode environment = Template.environment(template.properties(name));
            if (PUBLISHERS.contains(name)) {
                settings.forEach(
                        (setting, value) -> assertThat(environment.path(setting).asText())
                                .as(name + " " + setting)
                                .isEqualTo(value));
            } else {
                assertThat(environment.properties())
                        .extracting(Map.Entry::getKey)
                        .doesNotContainAnyElementsOf(settings.keySet());
            }
            if (PUBLISHERS.contains(name)) {
                assertThat(environment.path("TRACKS_EVENT_BUS"))
                        .isEqualTo(template.properties("StepReachedRule").path("EventBusName"));
            } else {
                assertThat(environment.has("TRACKS_EVENT_BUS")).isFalse();
            }
        }
    }

    @Test
    void noEnvironmentVariableOfAllFunctionsNamesAQueue() {
        assertThat(Template.environment(template.at("/Globals/Function")).properties())
                .extracting(Map.Entry::getKey)
                .isNotEmpty()
                .noneMatch(setting -> setting.startsWith("TRACKS_SCHEDULE_") || setting.equals("TRACKS_EVENT_BUS"));
    }

    @Test
    void anEventThatSchedulerCannotDeliverToStepGoesToADeadLetterQueue() {
        JsonNode policy = template.properties("ScheduleDeadLettersPolicy");
        assertThat(Template.texts(policy.path("Queues"))).containsExactly("ScheduleDeadLetters");
        JsonNode statement = only(policy);
        assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("ScheduleRole.Arn");
        assertThat(Template.texts(statement.path("Action"))).containsExactly("sqs:SendMessage");
        assertThat(statement.path("Resource").asText()).isEqualTo("ScheduleDeadLetters.Arn");
    }

    @Test
    void anExternalStepReachedEventInvokesStepWithItsDetail() {
        JsonNode rule = template.properties("StepReachedRule");
        assertThat(Template.texts(rule.at("/EventPattern/detail-type"))).containsExactly("step-reached");
        assertThat(rule.path("Targets")).hasSize(1);
        assertThat(rule.at("/Targets/0/Arn").asText()).isEqualTo("StepFunction.Arn");
        assertThat(rule.at("/Targets/0/InputPath").asText()).isEqualTo("$.detail");
        JsonNode permission = template.properties("StepReachedPermission");
        assertThat(permission.path("FunctionName").asText()).isEqualTo("StepFunction");
        assertThat(permission.path("Principal").asText()).isEqualTo("events.amazonaws.com");
        assertThat(permission.path("SourceArn").asText()).isEqualTo("StepReachedRule.Arn");
    }

    /** Else the application would receive its own events. */
    @Test
    void theRuleTakesNoEventThatTheApplicationPublishes() {
        assertThat(Template.texts(template.properties("StepReachedRule").at("/EventPattern/detail-type")))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(PublishedTransitions.NAMES);
    }

    @Test
    void anEventThatTheRuleCannotDeliverToStepGoesToADeadLetterQueue() {
        JsonNode rule = template.properties("StepReachedRule");
        assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn").asText()).isEqualTo("StepDeadLetters.Arn");
        assertThat(rule.at("/Targets/0/RetryPolicy/MaximumRetryAttempts").asInt(-1))
                .isBetween(1, 185);
        JsonNode policy = template.properties("StepDeadLettersPolicy");
        assertThat(Template.texts(policy.path("Queues"))).containsExactly("StepDeadLetters");
        JsonNode statement = only(policy);
        assertThat(statement.at("/Principal/Service").asText()).isEqualTo("events.amazonaws.com");
        assertThat(statement.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo("StepReachedRule.Arn");
    }

    /** Other programs of the account publish to the default bus, too. */
    @Test
    void anEventAboutAMailOfThisStackInvokesFeedback() {
        JsonNode rule = template.properties("MailEventsRule");
        assertThat(rule.has("EventBusName"))
                .as("SES supports the default bus only")
                .isFalse();
        assertThat(rule.path("Targets")).hasSize(1);
        assertThat(rule.at("/Targets/0/Arn").asText()).isEqualTo("FeedbackFunction.Arn");
        assertThat(rule.at("/Targets/0").has("InputPath")).isFalse();
        assertThat(rule.at("/Targets/0/DeadLetterConfig/Arn").asText()).isEqualTo("FeedbackDeadLetters.Arn");
        assertThat(rule.at("/Targets/0/RetryPolicy/MaximumRetryAttempts").asInt(-1))
                .isBetween(1, 185);
        JsonNode permission = template.properties("MailEventsPermission");
        assertThat(permission.path("FunctionName").asText()).isEqualTo("FeedbackFunction");
        assertThat(permission.path("SourceArn").asText()).isEqualTo("MailEventsRule.Arn");
        JsonNode statement = only(template.properties("FeedbackDeadLettersPolicy"));
        assertThat(statement.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo("MailEventsRule.Arn");
    }

    /** Each type of the event destination has a name in EventBridge (SES guide, "SES events"). */
    @Test
    void theRuleTakesAllEventsThatTheConfigurationSetPublishes() {
        Map<String, String> names = Map.of(
                "bounce", "Email Bounced",
                "complaint", "Email Complaint Received",
                "deliveryDelay", "Email Delivery Delayed",
                "reject", "Email Rejected");
        assertThat(Template.texts(
                        template.properties("MailEventDestination").at("/EventDestination/MatchingEventTypes")))
                .containsExactlyInAnyOrderElementsOf(names.keySet());
        assertThat(Template.texts(template.properties("MailEventsRule").at("/EventPattern/detail-type")))
                .containsExactlyInAnyOrderElementsOf(names.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ScheduleDeadLettersPolicy",
                "StepDeadLettersPolicy",
                "RelayDeadLettersPolicy",
                "FeedbackDeadLettersPolicy"
            })
    void aQueuePolicyAllowsOneActionOfOneSender(String policy) {
        JsonNode statement = only(template.properties(policy));
        assertThat(Template.texts(statement.path("Action"))).containsExactly("sqs:SendMessage");
        assertThat(statement.path("Principal").properties())
                .singleElement()
                .extracting(entry -> entry.getValue().asText())
                .isNotEqualTo("*");
    }

    @Test
    void noResourceDependsOnItself() {
        Map<String, Set<String>> needs = new TreeMap<>();
        Set<String> names = new TreeSet<>();
        template.at("/Resources").fieldNames().forEachRemaining(names::add);
        JsonNode shared = template.at("/Globals/Function");
        for (String name : names) {
            JsonNode resource = template.at("/Resources/" + name).deepCopy();
            // SAM makes a resource of it that depends on the function, and only the function's alias depends on that.
            if (resource.path("Properties") instanceof ObjectNode properties) {
                properties.remove("DeploymentPreference");
            }
            Set<String> references = new TreeSet<>(references(resource, names));
            if (template.functions().contains(name)) {
                references.addAll(references(shared, names));
            }
            needs.put(name, references);
        }
        assertThat(needs.get("RelayFunction")).contains("ScheduleRole", "StepFunction", "JobsFunction", "Bus", "Table");
        assertThat(names).allSatisfy(name -> assertThat(reachable(name, needs)).doesNotContain(name));
    }

    private static JsonNode only(JsonNode policy) {
        JsonNode statements = policy.at("/PolicyDocument/Statement");
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    /**
     * The resources that a node of the template refers to: as a whole value, before a dot, or within a substitution.
     */
    private static Set<String> references(JsonNode piece, Set<String> names) {
        Set<String> found = new TreeSet<>();
        if (piece.isTextual()) {
            Pattern.compile("^(\\w+)(?:\\.\\w+)?$|\\$\\{(\\w+)(?:\\.\\w+)?}")
                    .matcher(piece.asText())
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .filter(names::contains)
                    .forEach(found::add);
        }
        piece.forEach(part -> found.addAll(references(part, names)));
        return found;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> needs) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(needs.get(from));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (reached.add(next)) {
                open.addAll(needs.get(next));
            }
        }
        return reached;
    }
}
