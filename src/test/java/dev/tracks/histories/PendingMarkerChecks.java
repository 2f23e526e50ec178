package dev.tracks.histories;

import dev.tracks.store.table.Key;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks the {@code pending} marker of unpublished items: it is removed only after that very version was published. */
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
                    key + " is pending in version " + StoredItems.version(before) + ", but its marker was removed by "
                            + invocation.what.get() + " that published version " + published);
        }
    }
}
