package dev.tracks.bench;

import dev.tracks.local.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be in the table once all is quiet. */
record LoadCheck(Database database) {
    /** @throws IllegalStateException naming what is missing, twice or unfinished */
    void check(List<String> accepted, String source, String destination) {
        Map<String, List<String>> enrollments = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        try (DynamoDbClient client = database.client()) {
            for (Map<String, AttributeValue> item : client.scanPaginator(request -> request.tableName(Benchmarks.TABLE))
                    .items()) {
                String person = item.get("PK").s();
                String key = item.get("SK").s();
                if (key.startsWith("ENROLLMENT#")) {
                    enrollments.computeIfAbsent(person, id -> new ArrayList<>()).add(key);
                }
                if (item.containsKey("pending")) {
                    wrong.add(person + " " + key + " is still pending");
                }
            }
        }
        List<String> wanted = List.of("ENROLLMENT#" + source + "#00001", "ENROLLMENT#" + destination + "#00001");
        for (String id : accepted) {
            List<String> found = enrollments.getOrDefault("USER#" + id, List.of()).stream()
                    .sorted()
                    .toList();
            if (!found.equals(wanted)) {
                wrong.add(id + " has " + found);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong.size() + " of " + accepted.size() + " are not as they should be: "
                    + wrong.subList(0, Math.min(10, wrong.size())));
        }
    }
}
