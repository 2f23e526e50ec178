package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.MeteredAws.Image;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Keys;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;

/** What a write unit is for, and the promise that needs it. */
enum Purpose {
    TRANSACTION("conditional puts: the run, and what it starts", "one effect per cause, and one instance per number"),
    NOT_ERASED("condition check of the person", "nobody is enrolled after their erasure"),
    STEP_LIST("entry of the run in its step's list", "an author sees everyone who reached the step, the newest first"),
    TRACK_LIST("entry in the list of the track", "a track's people are listed and counted, the newest first"),
    ENROLLEE_LIST("entry in the list of the enrollee", "a manager's history has the runs of their people"),
    LISTS_REWRITTEN(
            "list entries written again with a later write", "none: the index contains what that write changes"),
    OUTBOX("entry in the index of due items, and its removal", "`sweep` publishes what `relay` has not published"),
    PUBLISHED("removal of `pending`", "published until all of it is, then never again"),
    CLAIM("claim of the message", "only one process at a time sends a message"),
    DELIVERY("record of the delivery", "a message that was sent is not sent again, and the history shows it"),
    OTHER("other writes", "");

    private final String what;
    private final String promise;

    Purpose(String what, String promise) {
        this.what = what;
        this.promise = promise;
    }

    String what() {
        return what;
    }

    /** Why it cannot be left out. */
    String promise() {
        return promise;
    }

    /** The purpose of writing the item to the table. */
    static Purpose ofWrite(Image image) {
        if (image.before().equals(image.after())) {
            return NOT_ERASED;
        }
        if (adds(image, name -> name.endsWith("DeliveredAt"))) {
            return DELIVERY;
        }
        if (adds(image, name -> name.endsWith("ClaimedAt"))) {
            return CLAIM;
        }
        if (image.before().isEmpty()) {
            return TRANSACTION;
        }
        return has(image.before(), "pending") && !has(image.after(), "pending") ? PUBLISHED : OTHER;
    }

    /** The purpose of writing the item's entry in the index. */
    static Purpose ofEntry(Index index, Image image) {
        if (index == Index.GSI2) {
            return OUTBOX;
        }
        if (has(image.before(), index.partition()) && has(image.after(), index.partition())) {
            return LISTS_REWRITTEN;
        }
        if (index == Index.GSI3) {
            return ENROLLEE_LIST;
        }
        String key = image.after().or(image::before).orElseThrow().at("/SK/S").asText();
        return key.startsWith(Keys.RUN) ? STEP_LIST : TRACK_LIST;
    }

    private static boolean has(Optional<JsonNode> item, String attribute) {
        return item.filter(node -> node.has(attribute)).isPresent();
    }

    private static boolean adds(Image image, Predicate<String> named) {
        if (image.after().isEmpty()) {
            return false;
        }
        for (Iterator<String> names = image.after().get().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (named.test(name) && !has(image.before(), name)) {
                return true;
            }
        }
        return false;
    }
}
