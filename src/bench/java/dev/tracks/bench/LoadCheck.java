package dev.tracks.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is wrong once all is quiet: nothing, if each accepted person has exactly the two first instances and one message.
 *
 * @param lost people without an instance or a message that they should have
 * @param twice people with more instances than they should have
 * @param toldTwice people with more than one message
 * @param pending items that are still to be handed over
 */
record LoadCheck(List<String> lost, List<String> twice, List<String> toldTwice, List<String> pending) {
    /**
     * Compares.
     *
     * @param accepted people whose start of the first track was accepted
     * @param tracks the first track and the one that its step enrolls in
     * @param items the whole table
     * @param messages how many each person got
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
                found.twice.add(person);
            }
        }
        messages.forEach((person, count) -> {
            if (count > 1) {
                found.toldTwice.add(person);
            }
        });
        return found;
    }

    boolean isClean() {
        return lost.isEmpty() && twice.isEmpty() && toldTwice.isEmpty() && pending.isEmpty();
    }

    /** What is wrong, with the first few of each kind. */
    @Override
    public String toString() {
        return "lost %s, there twice %s, told twice %s, pending %s"
                .formatted(few(lost), few(twice), few(toldTwice), few(pending));
    }

    private static String few(List<String> all) {
        return all.size() + " " + all.subList(0, Math.min(5, all.size()));
    }
}
