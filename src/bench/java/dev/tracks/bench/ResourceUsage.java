package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.bench.Fleet.Call;
import dev.tracks.local.MeteredAws.Noted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What invocations used, all in all.
 *
 * @param invocations by function
 * @param billed milliseconds, each invocation rounded up as Lambda does
 * @param requests to DynamoDB, by operation
 * @param sent requests to SQS
 * @param events put on the event bus
 * @param schedules made
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

    static ResourceUsage of(List<Call> calls) {
        Map<String, Integer> invocations = new TreeMap<>();
        Map<String, Integer> requests = new TreeMap<>();
        List<Noted> noted = new ArrayList<>();
        double billed = 0;
        long logged = 0;
        for (Call call : calls) {
            invocations.merge(call.function(), 1, Integer::sum);
            noted.addAll(call.requests());
            billed += Math.ceil(call.time().toNanos() / 1e6);
            logged += call.logged();
        }
        int events = 0;
        for (Noted one : noted) {
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
                Units.of(noted),
                count(noted, "SendMessage"),
                events,
                count(noted, "CreateSchedule"),
                logged,
                Units.stored(noted));
    }

    private static boolean isTable(Noted noted) {
        JsonNode request = noted.request();
        return request.has("TableName") || request.has("RequestItems") || request.has("TransactItems");
    }

    private static int count(List<Noted> noted, String operation) {
        return (int) noted.stream()
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

    /** Both together. */
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

    /** The same but for time and log, which vary. */
    boolean countsAs(ResourceUsage other) {
        return invocations.equals(other.invocations)
                && requests.equals(other.requests)
                && units.equals(other.units)
                && sent == other.sent
                && events == other.events
                && schedules == other.schedules;
    }
}
