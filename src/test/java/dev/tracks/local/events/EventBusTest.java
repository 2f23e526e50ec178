package dev.tracks.local.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

class EventBusTest {
    private static final String DETAIL = "{\"trackId\":\"day-1\"}";

    @TempDir
    Path folder;

    private final List<String> reached = new ArrayList<>();
    private DiskStore disk;
    private EventBus bus;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        bus = new EventBus(disk, new ManualClock(), event -> reached.add(new String(event, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    private void put(String source, String type, String busName) {
        ObjectNode request = Json.object();
        ObjectNode entry = request.putArray("Entries")
                .addObject()
                .put("Source", source)
                .put("DetailType", type)
                .put("Detail", DETAIL);
        if (!busName.isEmpty()) {
            entry.put("EventBusName", busName);
        }
        bus.call("PutEvents", new Request(request));
    }

    @Test
    void aStepReachedEventOfAnySourceInvokesStepWithItsDetail() {
        put("com.example.lms", "step-reached", "");
        put("another", "step-reached", "arn:aws:events:eu-central-1:000000000000:event-bus/default");

        assertThat(reached).containsExactly(DETAIL, DETAIL);
    }

    @Test
    void otherEventsAndOtherBusesDoNotInvokeStep() {
        put("dev.tracks", "enrolled", "");
        put("com.example.lms", "step-reached", "another");

        assertThat(reached).isEmpty();
        assertThat(bus.newestFirst().path("data")).hasSize(2);
    }

    @Test
    void theRuleIsThatOfTheTemplate() throws IOException {
        assertThat(Files.readString(Path.of("template.yaml")))
                .containsOnlyOnce("EventPattern:\n        detail-type: [" + EventBus.STEP_REACHED + "]\n");
    }
}
