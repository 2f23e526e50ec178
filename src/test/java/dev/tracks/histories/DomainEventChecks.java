package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.outbox.Transition;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every transition of a run, an enrollment or an invitation publishes its domain event, under the transition's own id. */
final class DomainEventChecks {
    /** A run that enrolled or invited somebody has no event of its own: the enrollment or the invitation has. */
    private static final Set<String> OF_RUNS = Set.of("skipped", "deferred", "cancelled");

    private final Map<String, Transition> published = new HashMap<>();
    /** The ids of the transitions that were written. */
    private final Set<String> written = new LinkedHashSet<>();

    /** A run, an enrollment or an invitation was written. */
    void changed(Image image) {
        Map<String, AttributeValue> before = image.before().orElse(Map.of());
        Map<String, AttributeValue> after = image.after().orElseThrow();
        long version = StoredItems.version(after);
        String status = StoredItems.text(after, "status");
        boolean isChanged =
                !before.isEmpty() && !StoredItems.text(before, "status").equals(status);
        if (image.key().sk().startsWith(StoredItems.RUN)) {
            // Otherwise it was published, postponed, blanked or left to the sweep.
            if (version != StoredItems.version(before) && OF_RUNS.contains(status)) {
                written.add(cause(after) + "/" + status + "/" + version);
            }
        } else if (before.isEmpty()) {
            boolean isEnrollment = image.key().sk().startsWith(StoredItems.ENROLLMENT);
            written.add(source(image.key(), after) + (isEnrollment ? "/enrolled/1" : "/invited/1"));
        } else if (isChanged) {
            written.add(source(image.key(), after) + "/" + status + "/" + version);
        }
    }

    /** A later invitation of the same cause adds its number. */
    private static String source(Key key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> source = StoredItems.source(item);
        if (key.sk().startsWith(StoredItems.INVITATION)
                && StoredItems.text(source, "kind").equals("invitation")) {
            return cause(source) + "/" + item.get("number").n();
        }
        return !source.containsKey("stepId")
                ? (source.containsKey("jobId") ? "job:" + StoredItems.text(source, "jobId") : "api") + ":"
                        + StoredItems.text(item, "participantId") + "/" + StoredItems.text(item, "trackId") + "/"
                        + item.get("instance").n()
                : cause(source);
    }

    private static String cause(Map<String, AttributeValue> item) {
        return StoredItems.text(item, "trackId") + "/" + StoredItems.text(item, "stepId") + "/"
                + StoredItems.text(item, "participantId") + "/"
                + item.get("instance").n();
    }

    /** An event was published; whether it arrived. */
    boolean published(Transition transition) {
        Transition before = published.putIfAbsent(transition.id(), transition);
        if (before != null && !before.equals(transition)) {
            throw new Violation(Invariant.EVENT, transition.id() + " was " + before + ", then " + transition);
        }
        return true;
    }

    void checkEnd() {
        written.stream().filter(id -> !published.containsKey(id)).findFirst().ifPresent(id -> {
            throw new Violation(Invariant.EVENT_LOST, id);
        });
        published.keySet().stream().filter(id -> !written.contains(id)).forEach(id -> {
            throw new Violation(Invariant.EVENT, id + " was published, but no such transition was written");
        });
    }
}
