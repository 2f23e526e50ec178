package dev.tracks.histories;

import dev.tracks.store.table.Key;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The mark of what is still to be handed over: taken only by who has handed over that very state. */
final class PendingMarkerChecks {
    static final Set<String> ALL = Set.of(StoredItems.PENDING, StoredItems.DUE, StoredItems.DUE_AT);

    private PendingMarkerChecks() {}

    static void check(
            Key key,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            HandlerInvocation invocation) {
        boolean taken = before.containsKey(StoredItems.PENDING) && !after.containsKey(StoredItems.PENDING);
        if (!taken || StoredItems.version(before) != StoredItems.version(after)) {
            return;
        }
        Long published = invocation.pendingVersions.get(key);
        if (published == null || published != StoredItems.version(before)) {
            throw new Violation(
                    Invariant.PENDING_MARKER,
                    key + " was marked in version " + StoredItems.version(before) + ", unmarked by "
                            + invocation.what.get() + " that handed over version " + published);
        }
    }
}
