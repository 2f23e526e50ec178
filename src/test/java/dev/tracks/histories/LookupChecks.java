package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.people.AliasTakenException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks the items by which people are found, aliases and search words, after each transaction: an item exists exactly
 * while the person's record lists it, and the record lists those of its fields; an erased person has none.
 */
final class LookupChecks {
    private static final List<String> FIELDS = List.of("email", "slackUserId", "subject");

    /** The items, with the people whom they lead to. */
    private final Map<Key, String> owners = new HashMap<>();
    /** The items that each person's record lists. */
    private final Map<String, Set<Key>> listed = new HashMap<>();
    /** When each alias was given up; {@code Long.MAX_VALUE} if it was not. */
    private final Map<Held, Long> heldUntil = new HashMap<>();

    private boolean touched;

    /** An alias that a person has or had. */
    private record Held(Key alias, String ownerId) {
        boolean isOf(AliasTakenException taken) {
            return ownerId.equals(taken.ownerId()) && alias.pk().startsWith("ALIAS#" + taken.field() + "#");
        }
    }

    static boolean concern(Key key) {
        return key.sk().equals(StoredItems.ALIAS) || key.sk().startsWith(StoredItems.WORD);
    }

    /** An alias or a word was written or deleted. */
    void changed(Image image, long now) {
        touched = true;
        image.before().ifPresent(item -> heldUntil.put(new Held(image.key(), owner(item)), now));
        image.after().ifPresent(item -> heldUntil.put(new Held(image.key(), owner(item)), Long.MAX_VALUE));
        image.after()
                .map(LookupChecks::owner)
                .ifPresentOrElse(owner -> owners.put(image.key(), owner), () -> owners.remove(image.key()));
    }

    private static String owner(Map<String, AttributeValue> item) {
        return StoredItems.text(item, "participantId");
    }

    /** A person's record was written. */
    void recordChanged(Image image) {
        touched = true;
        Map<String, AttributeValue> item = image.after().orElse(Map.of());
        String person = StoredItems.person(image.key());
        Set<Key> keys = StoredItems.list(item, "lookups").stream()
                .map(key -> key(person, key.s()))
                .collect(Collectors.toSet());
        boolean erased = item.containsKey("erasedAt");
        Set<Key> expected = Stream.concat(aliases(item), words(item).map(word -> key(person, word)))
                .filter(key -> !erased)
                .collect(Collectors.toSet());
        if (!keys.equals(expected)) {
            throw new Violation(Invariant.LOOKUP, image.key() + " lists " + keys + ", should list " + expected);
        }
        listed.put(person, keys);
    }

    private static Key key(String person, String lookup) {
        return lookup.startsWith(StoredItems.WORD)
                ? new Key("USER#" + person, lookup)
                : new Key(lookup, StoredItems.ALIAS);
    }

    /** The names of the histories are ASCII. */
    private static Stream<String> words(Map<String, AttributeValue> item) {
        return Stream.of("name", "email", "id")
                .flatMap(field -> Stream.of(StoredItems.text(item, field).split("[^A-Za-z0-9]+")))
                .filter(word -> !word.isEmpty())
                .map(word -> StoredItems.WORD + word.toLowerCase(Locale.ROOT));
    }

    private static Stream<Key> aliases(Map<String, AttributeValue> item) {
        return FIELDS.stream()
                .flatMap(field -> Optional.ofNullable(item.get(field))
                        .map(value -> field.equals("email") ? value.s().toLowerCase(Locale.ROOT) : value.s())
                        .map(value -> new Key("ALIAS#" + field + "#" + value, StoredItems.ALIAS))
                        .stream());
    }

    /** After a transaction. */
    void check() {
        if (!touched) {
            return;
        }
        touched = false;
        Set<Key> left = new HashSet<>(owners.keySet());
        listed.forEach((person, keys) -> keys.forEach(key -> {
            if (!person.equals(owners.get(key))) {
                throw new Violation(Invariant.LOOKUP, person + " lists " + key + ", which leads to " + owners.get(key));
            }
            left.remove(key);
        }));
        if (!left.isEmpty()) {
            throw new Violation(Invariant.LOOKUP, "no record lists " + left);
        }
    }

    /** A claim was refused. */
    void refused(AliasTakenException taken, HandlerInvocation invocation) {
        boolean held = heldUntil.entrySet().stream()
                .anyMatch(alias -> alias.getKey().isOf(taken) && alias.getValue() >= invocation.startedAt);
        if (!held) {
            throw new Violation(
                    Invariant.TAKEN, invocation.what.get() + ": " + taken.ownerId() + " has no " + taken.field());
        }
    }
}
