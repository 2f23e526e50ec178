package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.outbox.Transition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every transition of a run, an enrollment or an invitation publishes its domain event, under the transition's own id. */
final class DomainEventChecks {
    /** A run that enrolled or invited somebody has no event of its own: the enrollment or the invitation has. */
    private static final Set<String> OF_RUNS = Set.of("skipped", "deferred", "cancelled");

    private final Map<String, Transition> published = new HashMap<>();
    /** The ids of the transitions that were written, each with the state of the item that it led to. */
    private final Map<String, State> written = new LinkedHashMap<>();
    /** States of runs that were replaced while they were pending, each with the state that replaced it. */
    private final Map<State, State> replacements = new HashMap<>();

    private final Set<State> givenUp = new HashSet<>();

    /** An item in one version; its stream record is in the stream only if it is pending. */
    private record State(Key key, long version, boolean isPending) {
        static State of(Key key, Map<String, AttributeValue> item) {
            return new State(key, StoredItems.version(item), item.containsKey(StoredItems.PENDING));
        }
    }

    /** A run, an enrollment or an invitation was written. */
    void changed(Image image) {
        Map<String, AttributeValue> before = image.before().orElse(Map.of());
        Map<String, AttributeValue> after = image.after().orElseThrow();
        State state = State.of(image.key(), after);
        String status = StoredItems.text(after, "status");
        boolean isChanged =
                !before.isEmpty() && !StoredItems.text(before, "status").equals(status);
        if (image.key().sk().startsWith(StoredItems.RUN)) {
            if (state.version() == StoredItems.version(before)) {
                return; // Published, postponed or blanked.
            }
            if (OF_RUNS.contains(status)) {
                written.put(cause(after) + "/" + status + "/" + state.version(), state);
            }
            if (before.containsKey(StoredItems.PENDING)) {
                replacements.put(State.of(image.key(), before), state);
            }
        } else if (before.isEmpty()) {
            boolean isEnrollment = image.key().sk().startsWith(StoredItems.ENROLLMENT);
            written.put(source(image.key(), after) + (isEnrollment ? "/enrolled/1" : "/invited/1"), state);
        } else if (isChanged) {
            written.put(source(image.key(), after) + "/" + status + "/" + state.version(), state);
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

    /** The stream has given up a record after its last attempt. */
    void givenUp(Image record) {
        givenUp.add(State.of(record.key(), record.after().orElseThrow()));
    }

    void checkEnd() {
        written.forEach((id, state) -> {
            if (!published.containsKey(id) && !mayBeLost(state)) {
                throw new Violation(Invariant.EVENT_LOST, id);
            }
        });
        published.keySet().stream().filter(id -> !written.containsKey(id)).forEach(id -> {
            throw new Violation(Invariant.EVENT, id + " was published, but no such transition was written");
        });
    }

    /**
     * A run's event is lost if the stream gives up its record and the run is replaced before the sweep finds it: only the
     * record of the next state still shows it, which there is if that state is pending too.
     */
    private boolean mayBeLost(State state) {
        State next = replacements.get(state);
        return givenUp.contains(state) && next != null && (!next.isPending() || givenUp.contains(next));
    }
}
