package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.local.MeteredAws.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The total usage of several invocations.
 *
 * @param invocations by function
 * @param billed milliseconds, each invocation rounded up as Lambda does
 * @param requests to DynamoDB, by operation
 * @param sent requests to SQS
 * @param events put on the event bus
 * @param schedules created
 * @param logged bytes printed
 * @param stored bytes added to the table and its indexes
 */
record ResourceUsage(
        Map<String, Integer> invocations,
        double billed,
        Map<String, Integer> requests,
        Units units,
        int sent,
        int events,
        int schedules,
        long logged,
        long stored) {

    static ResourceUsage of(List<Invocation> all) {
        Map<String, Integer> invocations = new TreeMap<>();
        Map<String, Integer> requests = new TreeMap<>();
        List<RecordedRequest> recorded = new ArrayList<>();
        double billed = 0;
        long logged = 0;
        for (Invocation invocation : all) {
            invocations.merge(invocation.function(), 1, Integer::sum);
            recorded.addAll(invocation.requests());
            billed += Math.ceil(invocation.time().toNanos() / 1e6);
            logged += invocation.logged();
        }
        int events = 0;
        for (RecordedRequest one : recorded) {
            events += one.operation().equals("PutEvents")
                    ? one.request().path("Entries").size()
                    : 0;
            if (isTable(one)) {
                requests.merge(one.operation(), 1, Integer::sum);
            }
        }
        return new ResourceUsage(
                invocations,
                billed,
                requests,
                Units.of(recorded),
                count(recorded, "SendMessage"),
                events,
                count(recorded, "CreateSchedule"),
                logged,
                Units.stored(recorded));
    }

    private static boolean isTable(RecordedRequest recorded) {
        JsonNode request = recorded.request();
        return request.has("TableName") || request.has("RequestItems") || request.has("TransactItems");
    }

    private static int count(List<RecordedRequest> recorded, String operation) {
        return (int) recorded.stream()
                .filter(one -> one.operation().startsWith(operation))
                .count();
    }

    int of(String function) {
        return invocations.getOrDefault(function, 0);
    }

    int allInvocations() {
        return invocations.values().stream().mapToInt(count -> count).sum();
    }

    ResourceUsage withBilled(double milliseconds) {
        return new ResourceUsage(invocations, milliseconds, requests, units, sent, events, schedules, logged, stored);
    }

    ResourceUsage withUnits(Units other) {
        return new ResourceUsage(invocations, billed, requests, other, sent, events, schedules, logged, stored);
    }

    /** With these invocations, requests to SQS and events. */
    ResourceUsage with(Map<String, Integer> counted, int messages, int published) {
        return new ResourceUsage(counted, billed, requests, units, messages, published, schedules, logged, stored);
    }

    /** The sum of both. */
    ResourceUsage plus(ResourceUsage other) {
        Map<String, Integer> both = new TreeMap<>(invocations);
        other.invocations.forEach((function, count) -> both.merge(function, count, Integer::sum));
        Map<String, Integer> bothRequests = new TreeMap<>(requests);
        other.requests.forEach((operation, count) -> bothRequests.merge(operation, count, Integer::sum));
        return new ResourceUsage(
                both,
                billed + other.billed,
                bothRequests,
                units.plus(other.units),
                sent + other.sent,
                events + other.events,
                schedules + other.schedules,
                logged + other.logged,
                stored + other.stored);
    }

    /** {@code 1 BatchGetItem, 1 TransactWriteItems}. */
    String requestText() {
        return requests.isEmpty()
                ? "–"
                : requests.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** Whether both are equal except for time and log size, which vary. */
    boolean hasSameCounts(ResourceUsage other) {
        return invocations.equals(other.invocations)
                && requests.equals(other.requests)
                && units.equals(other.units)
                && sent == other.sent
                && events == other.events
                && schedules == other.schedules;
    }
}
