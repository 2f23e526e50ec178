package dev.tracks.histories;

import dev.tracks.store.Key;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The mark of what is still to be handed over: taken only by who has handed over that very state. */
final class Marks {
    static final Set<String> ALL = Set.of(Items.PENDING, Items.DUE, Items.DUE_AT);

    private Marks() {}

    static void check(
            Key key, Map<String, AttributeValue> before, Map<String, AttributeValue> after, Handling handling) {
        boolean taken = before.containsKey(Items.PENDING) && !after.containsKey(Items.PENDING);
        if (!taken || Items.version(before) != Items.version(after)) {
            return;
        }
        Long handedOver = handling.marks.get(key);
        if (handedOver == null || handedOver != Items.version(before)) {
            throw new Violation(
                    Invariant.MARK,
                    key + " was marked in version " + Items.version(before) + ", unmarked by " + handling.what.get()
                            + " that handed over version " + handedOver);
        }
    }
}
