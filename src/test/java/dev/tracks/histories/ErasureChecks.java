package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks erased people: they are not restored, nothing new is written about them, and none of their data remain. */
final class ErasureChecks {
    private static final Set<String> TEXTS = Set.of("message", "joinButtonText");
    private static final Set<String> GONE = Set.of(
            "confirmation",
            "mailSubject",
            "reminder",
            "confirmationChannelId",
            "invitationChannelId",
            "reminderChannelId",
            "confirmationErrorDetail",
            "invitationErrorDetail",
            "reminderErrorDetail");

    private final Set<String> people = new HashSet<>();
    private final Map<Key, String> due = new HashMap<>();

    /** A person's record has changed. */
    void changed(Image image) {
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        String person = StoredItems.person(image.key());
        if (after.containsKey("erasedAt")) {
            people.add(person);
        } else if (people.contains(person)) {
            throw new Violation(Invariant.ERASED, person + " is back: " + after);
        }
        if (people.contains(person) && after.containsKey(StoredItems.DUE_AT)) {
            due.put(image.key(), StoredItems.text(after, StoredItems.DUE_AT));
        } else {
            due.remove(image.key());
        }
    }

    boolean is(String person) {
        return people.contains(person);
    }

    /** When the first erasure is due for repetition. */
    Optional<String> firstDue() {
        return due.values().stream().min(String::compareTo);
    }

    /** Whether the item belongs to an erased person, or refers to one. */
    boolean concerns(Key key, Map<String, AttributeValue> item) {
        return people.contains(StoredItems.person(key)) || people.contains(StoredItems.about(item));
    }

    /** Whether the change removes exactly what an erasure removes. */
    boolean isBlanking(
            Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after, Set<String> ignored) {
        return concerns(key, before)
                && (StoredItems.sameBut(blanked(before, people.contains(StoredItems.person(key))), after, ignored)
                        || StoredItems.sameBut(blanked(before, false), after, ignored));
    }

    /** No record of or about an erased person is created or updated. */
    void refuse(Key key, Map<String, AttributeValue> item, HandlerInvocation invocation) {
        if (concerns(key, item)) {
            throw new Violation(Invariant.ERASED, invocation.what.get() + " writes " + key + ": " + item);
        }
    }

    /** The item after an erasure. */
    private static Map<String, AttributeValue> blanked(Map<String, AttributeValue> item, boolean own) {
        Map<String, AttributeValue> blank = new LinkedHashMap<>(item);
        blank.keySet().removeAll(GONE);
        TEXTS.forEach(name -> blank.computeIfPresent(name, (text, value) -> AttributeValue.fromS("")));
        blank.computeIfPresent("evidence", (name, value) -> AttributeValue.fromM(Map.of()));
        blank.computeIfPresent("trail", (name, value) -> AttributeValue.fromL(trail(value.l())));
        if (own) {
            blank.computeIfPresent("progress", (name, value) -> AttributeValue.fromM(Map.of()));
        }
        return blank;
    }

    /** A trail without evidence, except the number of an accepted instance. */
    static List<AttributeValue> trail(List<AttributeValue> trail) {
        return trail.stream().map(ErasureChecks::entry).toList();
    }

    private static AttributeValue entry(AttributeValue entry) {
        Map<String, AttributeValue> blank = new LinkedHashMap<>(entry.m());
        if (!StoredItems.text(blank, "decision").equals("accepted")) {
            blank.put("evidence", AttributeValue.fromM(Map.of()));
        }
        return AttributeValue.fromM(blank);
    }

    /** At the end, the table has no name, address, text, evidence or channel id of an erased person. */
    void checkEnd(Map<Key, Map<String, AttributeValue>> items) {
        people.forEach(person -> items.forEach((key, item) -> {
            boolean own = StoredItems.person(key).equals(person);
            boolean about = own || StoredItems.about(item).equals(person);
            String name = Population.name(person);
            leftIf(key, item, text -> text.contains(Population.email(person)) || about && text.contains(name));
            if (about && !key.sk().equals("USER") && !withoutOthers(item).equals(blanked(item, own))) {
                throw new Violation(Invariant.ERASED, "data of " + person + " remain in " + key + ": " + item);
            }
        }));
    }

    /**
     * Without evidence about others, except the source track's status, which is checked before the person, and the
     * person who cancelled a run.
     */
    private static Map<String, AttributeValue> withoutOthers(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> rest = new LinkedHashMap<>(item);
        if (isOfOthers(item)) {
            rest.put("evidence", AttributeValue.fromM(Map.of()));
        }
        rest.computeIfPresent(
                "trail",
                (name, trail) -> AttributeValue.fromL(trail.l().stream()
                        .map(entry -> isOfOthers(entry.m()) ? entry(entry) : entry)
                        .toList()));
        return rest;
    }

    private static boolean isOfOthers(Map<String, AttributeValue> decision) {
        return Set.of("track_not_active", "run_cancelled").contains(StoredItems.text(decision, "reason"));
    }

    private static void leftIf(Key key, Map<String, AttributeValue> item, Predicate<String> left) {
        if (left.test(item.toString())) {
            throw new Violation(Invariant.ERASED, "personal data remain in " + key + ": " + item);
        }
    }
}
