package dev.tracks.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Template;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusTest {
    private static final String DETAIL = "{\"trackId\":\"day-1\"}";

    @TempDir
    Path folder;

    private final List<String> reached = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();
    private DiskStore disk;
    private EventBus bus;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        bus = new EventBus(
                disk,
                new ManualClock(),
                event -> reached.add(new String(event, StandardCharsets.UTF_8)),
                event -> mails.add(new String(event, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private JsonNode put(String source, String type, String busName) {
        return put(source, type, DETAIL, busName);
    }

    private JsonNode put(String source, String type, String detail, String busName) {
        ObjectNode request = Json.object();
        ObjectNode entry = request.putArray("Entries")
                .addObject()
                .put("Source", source)
                .put("DetailType", type)
                .put("Detail", detail);
        if (!busName.isEmpty()) {
            entry.put("EventBusName", busName);
        }
        return bus.call("PutEvents", new Request(request));
    }

    @Test
    void aStepReachedEventOfAnySourceInvokesStepWithItsDetail() {
        put("com.example.lms", "step-reached", "");
        put("another", "step-reached", "arn:aws:events:eu-central-1:000000000000:event-bus/default");

        assertThat(reached).containsExactly(DETAIL, DETAIL);
    }

    @Test
    void otherEventsDoNotInvokeStep() {
        put("dev.tracks", "enrolled", "");

        assertThat(reached).isEmpty();
        assertThat(bus.newestFirst().path("data")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"another", "arn:aws:events:eu-central-1:000000000000:event-bus/another"})
    void anEventForABusThatDoesNotExistIsAcceptedAndDroppedAsOnAws(String another) {
        JsonNode answer = put("com.example.lms", "step-reached", another);

        assertThat(answer.path("FailedEntryCount").asInt()).isZero();
        assertThat(answer.path("Entries").get(0).path("EventId").asText()).isNotEmpty();
        assertThat(reached).isEmpty();
        assertThat(bus.newestFirst().path("data")).isEmpty();
    }

    @Test
    void theEntriesOfARequestHaveAtMostOneMebibyte() {
        String source = "com.example.lms";
        String type = "enrolled";
        String quotes = "{\"x\":\"\"}";
        int rest = 1_048_576 - source.length() - type.length() - quotes.length();
        String fits = "{\"x\":\"" + "é".repeat(rest / 2) + "x".repeat(rest % 2) + "\"}";

        assertThat(put(source, type, fits, "").path("FailedEntryCount").asInt()).isZero();
        assertThatThrownBy(() -> put(source, type, fits.replace(":", ": "), ""))
                .isInstanceOf(AwsError.class)
                .hasMessage("Total size of the entries in the request is over the limit.");
    }

    @Test
    void theRuleIsThatOfTheTemplate() throws IOException {
        assertThat(Files.readString(Path.of("template.yaml")))
                .containsOnlyOnce("EventPattern:\n        detail-type: [" + EventBus.STEP_REACHED + "]\n");
    }

    private static ObjectNode mail(String configurationSet) {
        ObjectNode detail = Json.object().put("eventType", "Bounce");
        detail.putObject("mail")
                .putObject("tags")
                .putArray("ses:configuration-set")
                .add(configurationSet);
        return detail;
    }

    @Test
    void anEventAboutAMailInvokesFeedbackWithTheWholeEvent() {
        bus.publishMailEvent("Email Bounced", mail(EventBus.CONFIGURATION_SET));

        assertThat(mails).singleElement().satisfies(text -> {
            JsonNode event = Json.read(text);
            assertThat(event.path("source").asText()).isEqualTo("aws.ses");
            assertThat(event.path("detail-type").asText()).isEqualTo("Email Bounced");
            assertThat(event.path("detail")).isEqualTo(mail(EventBus.CONFIGURATION_SET));
            assertThat(event.at("/resources/0").asText()).endsWith(":configuration-set/tracks-mail");
        });
        assertThat(reached).isEmpty();
        assertThat(bus.newestFirst().path("data")).hasSize(1);
    }

    @Test
    void eventsOfOtherConfigurationSetsAndTypesDoNotInvokeFeedback() {
        bus.publishMailEvent("Email Bounced", mail("another"));
        bus.publishMailEvent("Email Delivered", mail(EventBus.CONFIGURATION_SET));

        assertThat(mails).isEmpty();
    }

    @Test
    void onlyAwsPublishesEventsOfItsServices() {
        assertThat(put("aws.ses", "Email Bounced", "")
                        .at("/Entries/0/ErrorCode")
                        .asText())
                .isEqualTo("NotAuthorizedForSourceException");
    }

    /** The rule of the template is the one that this class emulates. */
    @Test
    void theTemplatesRuleTakesTheSameEvents() {
        JsonNode pattern = Template.read().at("/Resources/MailEventsRule/Properties/EventPattern");

        assertThat(pattern.path("source")).extracting(JsonNode::asText).containsExactly(EventBus.SES);
        assertThat(pattern.path("detail-type"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(EventBus.MAIL_EVENTS);
        assertThat(pattern.at("/detail/mail/tags/ses:configuration-set"))
                .extracting(JsonNode::asText)
                .containsExactly("MailEvents");
    }
}
