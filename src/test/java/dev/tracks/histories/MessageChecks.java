package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks messages: which ones must be sent, which were sent, and which sends have an unknown result. */
final class MessageChecks {
    /** The reason for a recipient who was deactivated before delivery. */
    private static final String DEACTIVATED = "participant_deactivated";

    private final Map<String, Integer> sends = new HashMap<>();
    private final Map<String, Integer> allowed = new HashMap<>();
    private final Map<String, Integer> ambiguous = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private final Map<String, Instant> expiresAt = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, String> failed = new HashMap<>();
    private final Map<Key, Map<String, AttributeValue>> held = new LinkedHashMap<>();
    /** Who reached the step that caused a message. */
    private final Map<String, String> about = new HashMap<>();

    private final ErasureChecks erased;
    private final FeedbackChecks feedback;
    private int ambiguousInAll;

    MessageChecks(ErasureChecks erased, FeedbackChecks feedback) {
        this.erased = erased;
        this.feedback = feedback;
    }

    /** After an erasure, no message to or about the person needs to be sent. */
    void erased(Key person) {
        if (erased.is(StoredItems.person(person))) {
            owed.removeIf(id -> id.split("/")[1].equals(StoredItems.person(person))
                    || about.getOrDefault(id, "").equals(StoredItems.person(person)));
        }
    }

    void changed(Image image) {
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        boolean invitation = image.key().sk().startsWith(StoredItems.INVITATION);
        String id = id(image, invitation ? "invitation" : "confirmation");
        about.put(id, StoredItems.about(after));
        if (invitation) {
            expiresAt.put(id, Instant.parse(StoredItems.text(after, "expiresAt")));
        }
        if (image.before().isEmpty()) {
            if (invitation || after.containsKey("confirmation")) {
                owed.add(id);
            }
        } else if (!invitation && StoredItems.text(after, "status").equals("cancelled")) {
            owed.remove(id);
        } else if (!invitation && isResent(image.before().get(), after)) {
            resent(image, after, id);
        } else if (invitation) {
            Map<String, AttributeValue> before = image.before().get();
            if (!StoredItems.text(after, "status").equals("pending")) {
                owed.remove(id);
            } else if (isResend(before, after)) {
                resent(image, after, id);
            }
        }
        failures(image, after);
        if (HeldMessageChecks.until(after).findAny().isPresent()) {
            held.put(image.key(), after);
        } else {
            held.remove(image.key());
        }
    }

    private void resent(Image image, Map<String, AttributeValue> after, String id) {
        if (!erased.concerns(image.key(), after)) {
            owed.add(id);
        }
        allowed.merge(id, 1, Integer::sum);
    }

    /** Whether the confirmation of the instance was resent. */
    static boolean isResent(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return StoredItems.version(before) != StoredItems.version(after)
                && !StoredItems.text(before, "confirmationResentAt")
                        .equals(StoredItems.text(after, "confirmationResentAt"));
    }

    /** The items with a held message. */
    Set<Key> held() {
        return held.keySet();
    }

    /** When the first held message is to be delivered; empty if none is held. */
    Optional<Instant> firstHeld() {
        return held.values().stream()
                .flatMap(HeldMessageChecks::until)
                .map(Instant::parse)
                .min(Comparator.naturalOrder());
    }

    /** The trail has an entry for each resend. */
    private static boolean isResend(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        var trail = StoredItems.list(after, "trail");
        return !trail.equals(StoredItems.list(before, "trail"))
                && !trail.isEmpty()
                && trail.get(trail.size() - 1).m().get("decision").s().equals("resent");
    }

    private static String id(Image image, String kind) {
        String[] parts = image.key().sk().split("#");
        return kind + "/" + StoredItems.person(image.key()) + "/" + parts[1] + "/" + Integer.parseInt(parts[2]);
    }

    void sent(OutgoingMessage outgoing, SendResult sendResult) {
        String id = outgoing.ref().id();
        if (failed.containsKey(id)) {
            throw new Violation(Invariant.UNDELIVERABLE, id + " was refused permanently and is retried");
        }
        if (sendResult instanceof SendResult.Refused) {
            refused.add(id);
        } else if (sendResult instanceof SendResult.Accepted) {
            sent(outgoing, id);
        }
    }

    /** The recipient has an address that takes no messages. */
    void addressRefused(OutgoingMessage outgoing) {
        refused.add(outgoing.ref().id());
    }

    private void sent(OutgoingMessage outgoing, String id) {
        owed.remove(id);
        int times = sends.merge(id, 1, Integer::sum);
        int most = 1 + allowed.getOrDefault(id, 0) + ambiguous.getOrDefault(id, 0);
        if (times > most) {
            throw new Violation(Invariant.MESSAGE_DOUBLED, id + ": " + times + " times, at most " + most);
        }
        if (!outgoing.to().id().equals(outgoing.ref().participantId())) {
            throw new Violation(
                    Invariant.MESSAGE_DOUBLED, id + " went to " + outgoing.to().id());
        }
    }

    /**
     * Only a message that the channel has refused, whose recipient was deactivated, or about whose latest mail a failure
     * was reported, is recorded as undeliverable, once. It need not be sent any more.
     */
    private void failures(Image image, Map<String, AttributeValue> after) {
        for (MessageKind kind : MessageKind.values()) {
            boolean ofThis = image.key().sk().startsWith(StoredItems.ENROLLMENT) == (kind == MessageKind.CONFIRMATION);
            if (!ofThis) {
                continue;
            }
            String id = id(image, kind.wireName());
            if (!after.containsKey(kind.wireName() + "FailedAt")) {
                failed.remove(id);
                continue;
            }
            String error = StoredItems.text(after, kind.wireName() + "Error");
            String recorded =
                    kind.wireName() + " of " + StoredItems.person(image.key()) + " for " + id.split("/")[2] + ": ";
            String before = failed.put(id, recorded + error);
            if (before == null) {
                owed.remove(id);
                if (!error.equals(DEACTIVATED)
                        && !refused.contains(id)
                        && !feedback.wasReported(id, kind.wireName(), after)) {
                    throw new Violation(Invariant.UNDELIVERABLE, id + " was never refused, nor was " + error);
                }
            } else if (!before.equals(recorded + error)) {
                throw new Violation(Invariant.UNDELIVERABLE, before + " became " + error);
            }
        }
    }

    /** The messages that the histories show as refused permanently. */
    List<String> failed() {
        return failed.values().stream().sorted().toList();
    }

    /** The handler that sent it failed: the delivery may not be recorded. */
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

    /** An invitation that has expired need not be sent. */
    void checkEnd(Instant now) {
        owed.removeIf(id -> !now.isBefore(expiresAt.getOrDefault(id, Instant.MAX)));
        if (!owed.isEmpty()) {
            throw new Violation(Invariant.MESSAGE_LOST, new TreeSet<>(owed).toString());
        }
    }

    Map<String, Integer> sends() {
        return new TreeMap<>(sends);
    }
}
