package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Checks the list of undeliverable messages after each transaction: a message is listed exactly while its delivery
 * record has a time of failure. After an erasure, a message to the person may be unlisted, and finally it is.
 */
final class UndeliverableChecks {
    private static final String LISTED = "UNDELIVERABLE#";

    private final Map<String, String> listed = new TreeMap<>();
    private final Map<String, String> failed = new TreeMap<>();
    private final ErasureChecks erased;
    private boolean touched;

    UndeliverableChecks(ErasureChecks erased) {
        this.erased = erased;
    }

    static boolean concern(Key key) {
        return key.sk().startsWith(LISTED);
    }

    /** An entry of the list was written or deleted. */
    void changed(Image image) {
        touched = true;
        String id = image.key().sk().substring(LISTED.length()) + " of " + StoredItems.person(image.key());
        image.after().ifPresentOrElse(item -> listed.put(id, words(item, "at", "error")), () -> listed.remove(id));
    }

    /** An enrollment or an invitation was written. */
    void recordChanged(Image image) {
        Map<String, AttributeValue> item = image.after().orElse(Map.of());
        for (MessageKind kind : MessageKind.values()) {
            String name = kind.wireName();
            boolean ofThis = image.key().sk().startsWith(StoredItems.ENROLLMENT) == (kind == MessageKind.CONFIRMATION);
            String id = name + image.key().sk().substring(image.key().sk().indexOf('#')) + " of "
                    + StoredItems.person(image.key());
            if (ofThis && item.containsKey(name + "FailedAt")) {
                touched |= failed.put(id, words(item, name + "FailedAt", name + "Error")) == null;
            } else if (ofThis) {
                touched |= failed.remove(id) != null;
            }
        }
    }

    private static String words(Map<String, AttributeValue> item, String at, String error) {
        return StoredItems.text(item, at) + " " + StoredItems.text(item, error);
    }

    void check() {
        if (touched) {
            touched = false;
            Map<String, String> missing = new TreeMap<>(failed);
            missing.entrySet().removeAll(listed.entrySet());
            missing.keySet().removeIf(this::isErased);
            differ("failed, but is not listed", missing);
            Map<String, String> tooMany = new TreeMap<>(listed);
            tooMany.entrySet().removeAll(failed.entrySet());
            differ("is listed, but did not fail", tooMany);
        }
    }

    private boolean isErased(String id) {
        return erased.is(id.substring(id.indexOf(" of ") + " of ".length()));
    }

    /** @param shown the number of messages that the program lists */
    void checkEnd(int shown) {
        Map<String, String> left = new TreeMap<>(listed);
        left.keySet().removeIf(id -> !isErased(id));
        differ("is listed after the erasure", left);
        if (shown != listed.size()) {
            throw new Violation(Invariant.UNDELIVERABLE, shown + " messages are shown instead of " + listed);
        }
    }

    private static void differ(String problem, Map<String, String> messages) {
        if (!messages.isEmpty()) {
            throw new Violation(Invariant.UNDELIVERABLE, problem + ": " + messages);
        }
    }
}
