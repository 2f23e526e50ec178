package dev.tracks.histories;

import dev.tracks.store.MemoryTable.Image;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.MessageRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Messages: which are owed, which were sent, and which sends nobody can be sure of. */
final class Letters {
    private final Map<String, Integer> sends = new HashMap<>();
    private final Map<String, Integer> allowed = new HashMap<>();
    private final Map<String, Integer> ambiguous = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private int ambiguousInAll;

    void changed(Image image) {
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        boolean invitation = image.key().sk().startsWith(Items.INVITATION);
        String id = id(image, invitation);
        if (image.before().isEmpty()) {
            if (invitation || after.containsKey("confirmation")) {
                owed.add(id);
            }
        } else if (invitation) {
            Map<String, AttributeValue> before = image.before().get();
            if (!Items.text(after, "status").equals("pending")) {
                owed.remove(id);
            } else if (isResend(before, after)) {
                owed.add(id);
                allowed.merge(id, 1, Integer::sum);
            }
        }
    }

    /** The trail tells of each resend. */
    private static boolean isResend(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var trail = Items.list(after, "trail");
        return Items.version(before) != Items.version(after)
                && !trail.isEmpty()
                && trail.get(trail.size() - 1).m().get("decision").s().equals("resent");
    }

    private static String id(Image image, boolean invitation) {
        String[] parts = image.key().sk().split("#");
        return (invitation ? "invitation/" : "confirmation/") + Items.person(image.key()) + "/" + parts[1] + "/"
                + Integer.parseInt(parts[2]);
    }

    void sent(Letter letter) {
        String id = letter.ref().id();
        owed.remove(id);
        int times = sends.merge(id, 1, Integer::sum);
        int most = 1 + allowed.getOrDefault(id, 0) + ambiguous.getOrDefault(id, 0);
        if (times > most) {
            throw new Violation(Invariant.MESSAGE_DOUBLED, id + ": " + times + " times, at most " + most);
        }
        if (!letter.to().id().equals(letter.ref().participantId())) {
            throw new Violation(
                    Invariant.MESSAGE_DOUBLED, id + " went to " + letter.to().id());
        }
    }

    /** Whoever had sent it did not end well: perhaps it is not noted as delivered. */
    void ambiguous(MessageRef ref) {
        ambiguous.merge(ref.id(), 1, Integer::sum);
        ambiguousInAll++;
    }

    int ambiguousSends() {
        return ambiguousInAll;
    }

    int messages() {
        return sends.size();
    }

    void checkEnd() {
        if (!owed.isEmpty()) {
            throw new Violation(Invariant.MESSAGE_LOST, new java.util.TreeSet<>(owed).toString());
        }
    }

    Map<String, Integer> sends() {
        return new TreeMap<>(sends);
    }
}
