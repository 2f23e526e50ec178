package dev.tracks.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Template;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.ManualClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuesTest {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ReachedQueue", Queues.REACHED),
            Map.entry("ReachedDeadLetters", Queues.REACHED + "-dlq"),
            Map.entry("MessagesQueue", Queues.MESSAGES),
            Map.entry("ClicksQueue", Queues.CLICKS),
            Map.entry("MessagesDeadLetters", Queues.MESSAGES + "-dlq"),
            Map.entry("JobsQueue", Queues.JOBS),
            Map.entry("JobsDeadLetters", Queues.JOBS + "-dlq"),
            Map.entry("StepDeadLetters", Queues.STEP_DLQ),
            Map.entry("RelayDeadLetters", Queues.STREAM_DLQ),
            Map.entry("ScheduleDeadLetters", Queues.SCHEDULE_DLQ),
            Map.entry("FeedbackDeadLetters", Queues.FEEDBACK_DLQ));

    /** The visibility time-out in seconds, and where messages go after how many receives. */
    private record Settings(long visibility, Optional<String> deadLetters, int maxReceives) {}

    @TempDir
    Path folder;

    @Test
    void theLocalQueuesHaveTheVisibilityTimeoutsAndRedrivePoliciesOfTheTemplate() {
        try (DiskStore disk = DiskStore.open(folder);
                Queues queues = new Queues(disk, new ManualClock())) {
            Map<String, Settings> local = new HashMap<>();
            queues.all().forEach(queue -> local.put(queue.name(), settings(queue)));

            assertThat(local).isEqualTo(deployed());
        }
    }

    private static Settings settings(MessageQueue queue) {
        return new Settings(
                queue.visibility().toSeconds(),
                queue.redrive().map(redrive -> redrive.target().name()),
                queue.redrive().map(MessageQueue.Redrive::maxReceives).orElse(0));
    }

    private static Map<String, Settings> deployed() {
        Map<String, Settings> deployed = new HashMap<>();
        Template.read().at("/Resources").properties().forEach(resource -> {
            if ("AWS::SQS::Queue".equals(resource.getValue().path("Type").asText())) {
                JsonNode properties = resource.getValue().path("Properties");
                JsonNode redrive = properties.path("RedrivePolicy");
                deployed.put(
                        NAMES.get(resource.getKey()),
                        new Settings(
                                properties.path("VisibilityTimeout").asLong(30),
                                Optional.ofNullable(NAMES.get(redrive.path("deadLetterTargetArn")
                                        .asText()
                                        .replace(".Arn", ""))),
                                redrive.path("maxReceiveCount").asInt()));
            }
        });
        return deployed;
    }
}
