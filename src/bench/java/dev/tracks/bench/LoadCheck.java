package dev.tracks.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The errors in the final state; none if each accepted person has exactly the two first instances and one message.
 *
 * @param lost people who lack an instance or a message
 * @param extraInstances people with too many instances
 * @param extraMessages people with more than one message
 * @param pending unpublished items
 */
record LoadCheck(List<String> lost, List<String> extraInstances, List<String> extraMessages, List<String> pending) {
    /**
     * Compares the table and the messages with the accepted people.
     *
     * @param accepted people whose start of the first track was accepted
     * @param tracks the first track and the one that its step enrolls in
     * @param items the whole table
     * @param messages the number of messages of each person
     */
    static LoadCheck of(
            Collection<String> accepted,
            List<String> tracks,
            Iterable<Map<String, AttributeValue>> items,
            Map<String, Integer> messages) {
        Map<String, List<String>> instances = new HashMap<>();
        LoadCheck found = new LoadCheck(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Map<String, AttributeValue> item : items) {
            String key = item.get("SK").s();
            if (key.startsWith("ENROLLMENT#")) {
                instances
                        .computeIfAbsent(item.get("PK").s(), person -> new ArrayList<>())
                        .add(key);
            }
            if (item.containsKey("pending")) {
                found.pending.add(item.get("PK").s() + " " + key);
            }
        }
        List<String> wanted =
                tracks.stream().map(track -> "ENROLLMENT#" + track + "#00001").toList();
        for (String person : accepted) {
            List<String> has = instances.getOrDefault("USER#" + person, List.of());
            if (!has.containsAll(wanted) || !messages.containsKey(person)) {
                found.lost.add(person);
            }
            if (!wanted.containsAll(has)) {
                found.extraInstances.add(person);
            }
        }
        messages.forEach((person, count) -> {
            if (count > 1) {
                found.extraMessages.add(person);
            }
        });
        return found;
    }

    boolean isClean() {
        return lost.isEmpty() && extraInstances.isEmpty() && extraMessages.isEmpty() && pending.isEmpty();
    }

    /** The errors, with the first few of each kind. */
    @Override
    public String toString() {
        return "lost %s, with extra instances %s, with extra messages %s, pending %s"
                .formatted(few(lost), few(extraInstances), few(extraMessages), few(pending));
    }

    private static String few(List<String> all) {
        return all.size() + " " + all.subList(0, Math.min(5, all.size()));
    }
}
