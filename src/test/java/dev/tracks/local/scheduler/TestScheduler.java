package dev.tracks.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.ManualClock;
import dev.tracks.local.support.VirtualClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A scheduler on a clock that starts at 2026-01-05T09:00 and moves only when a test moves it. */
final class TestScheduler implements AutoCloseable {
    static final String STEP = "arn:aws:lambda:eu-central-1:000000000000:function:step";
    static final String NOON = "at(2026-01-05T12:00:00)";
    static final Duration TO_NOON = Duration.ofHours(3);
    static final String EVENT = "{\"trackId\":\"day-1\"}";

    final ManualClock real = new ManualClock();
    /** The invocations: function and event. */
    final List<String> fired = new ArrayList<>();

    private final Path folder;
    private DiskStore disk;
    private Queues queues;
    private SchedulerApi api;
    private ScheduleRunner runner;

    TestScheduler(Path folder) {
        this.folder = folder;
        open();
    }

    private void open() {
        disk = DiskStore.open(folder);
        VirtualClock clock = new VirtualClock(real.instant(), real.instant(), BigDecimal.ONE, real);
        queues = new Queues(disk, real);
        Schedules schedules = new Schedules(disk, clock);
        api = new SchedulerApi(schedules, clock);
        runner = new ScheduleRunner(
                schedules,
                (function, event) -> fired.add(function + " " + new String(event, StandardCharsets.UTF_8)),
                queues,
                disk,
                clock);
    }

    /** Restarts the scheduler after a downtime. */
    void restart(Duration off) {
        close();
        real.pass(off);
        open();
    }

    void fireDue() {
        runner.fireDue();
    }

    MessageQueue deadLetters() {
        return queues.get(Queues.SCHEDULE_DLQ);
    }

    static ObjectNode request(String expression) {
        ObjectNode request = Json.object().put("ScheduleExpression", expression).put("ActionAfterCompletion", "DELETE");
        request.putObject("FlexibleTimeWindow").put("Mode", "OFF");
        request.putObject("Target")
                .put("Arn", STEP)
                .put("RoleArn", "arn:aws:iam::000000000000:role/schedules")
                .put("Input", EVENT);
        return request;
    }

    static ObjectNode target(ObjectNode request) {
        return (ObjectNode) request.get("Target");
    }

    JsonNode call(String method, String path, Map<String, String> query, JsonNode body) {
        return Json.parse(api.call(method, path, query, Json.bytes(body)).body())
                .orElseThrow();
    }

    JsonNode call(String method, String path) {
        return call(method, path, Map.of(), Json.object());
    }

    JsonNode create(String name, JsonNode request) {
        return call("POST", "/schedules/" + name, Map.of(), request);
    }

    JsonNode update(String name, JsonNode request) {
        return call("PUT", "/schedules/" + name, Map.of(), request);
    }

    List<String> names(Map<String, String> query) {
        JsonNode list = call("GET", "/schedules", query, Json.object()).path("Schedules");
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path("Name").asText())
                .toList();
    }

    @Override
    public void close() {
        disk.close();
    }
}
