package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.enroll.Reinvite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks invitations: how many are open, whether they have a purpose, and what follows them. */
final class InvitationChecks {
    /** By how much the clocks of two processes may differ. */
    private static final long CLOCKS_DIFFER_MILLIS = 5_000;

    /**
     * An instance or an invitation.
     *
     * @param order the number of the write that created it
     * @param createdAt when it was written, in the simulation's time
     */
    private record Written(Map<String, AttributeValue> item, int order, long createdAt) {
        String place() {
            return StoredItems.text(item, "participantId") + ":" + StoredItems.text(item, "trackId");
        }

        boolean has(String status) {
            return StoredItems.text(item, "status").equals(status);
        }

        /** Whether every process regards it as open. */
        boolean isOpen(long millis) {
            return has("pending")
                    && Instant.parse(StoredItems.text(item, "expiresAt")).toEpochMilli()
                            > millis + CLOCKS_DIFFER_MILLIS;
        }
    }

    private final Simulation simulation;
    private final ReferenceModel model;
    private final Map<Key, Written> invitations = new LinkedHashMap<>();
    private final Map<Key, Written> instances = new LinkedHashMap<>();
    private int writes;

    InvitationChecks(Simulation simulation, ReferenceModel model) {
        this.simulation = simulation;
        this.model = model;
    }

    /** An instance or an invitation was written. */
    void changed(Image image, HandlerInvocation invocation) {
        Map<String, AttributeValue> after = image.after().orElseThrow();
        boolean invitation = image.key().sk().startsWith(StoredItems.INVITATION);
        Map<Key, Written> all = invitation ? invitations : instances;
        Written earlier = all.get(image.key());
        Written written = earlier == null
                ? new Written(after, ++writes, simulation.millis())
                : new Written(after, earlier.order(), earlier.createdAt());
        if (invitation && earlier == null) {
            onlyOneIsOpen(image.key(), written);
        } else if (invitation) {
            purpose(image.key(), earlier, written, invocation);
        }
        all.put(image.key(), written);
    }

    private void onlyOneIsOpen(Key key, Written created) {
        invitations.forEach((other, earlier) -> {
            if (earlier.place().equals(created.place()) && earlier.isOpen(simulation.millis())) {
                throw new Violation(Invariant.ONE_OPEN, key + " was written while " + other + " is open");
            }
        });
    }

    /** Relay and sweep close an invitation for the policy's own reason, and sweep reminds nobody whose invitation lost its purpose. */
    private void purpose(Key key, Written before, Written after, HandlerInvocation invocation) {
        List<AttributeValue> trail = StoredItems.list(after.item(), "trail");
        boolean isChange = StoredItems.version(after.item()) > StoredItems.version(before.item())
                && !trail.equals(StoredItems.list(before.item(), "trail"));
        if (!isChange || invocation == null || invocation.disturbed) {
            return;
        }
        Map<String, AttributeValue> last = trail.get(trail.size() - 1).m();
        boolean reminded = StoredItems.text(last, "decision").equals("reminded");
        boolean closed = StoredItems.text(last, "decision").equals("withdrawn")
                && Set.of("relay", "sweep").contains(StoredItems.text(after.item(), "updatedBy"));
        Invitation open = InvitationItem.read(before.item());
        String reason = StoredItems.text(last, "reason");
        Instant now = invocation.process.now();
        boolean expected = Stream.of(now.minusMillis(CLOCKS_DIFFER_MILLIS), now)
                .map(at -> model.lostPurpose(open, at).orElse(""))
                .anyMatch(reason::equals);
        if ((reminded || closed) && !expected) {
            throw new Violation(
                    Invariant.PURPOSE, key + " became " + last + ", should be " + model.lostPurpose(open, now));
        }
    }

    /** The channel has received a message. */
    void sent(MessageRef ref, HandlerInvocation invocation) {
        if (ref.kind() == MessageKind.CONFIRMATION || invocation.disturbed) {
            return;
        }
        Written invitation = invitations.get(Keys.invitation(ref.participantId(), ref.trackId(), ref.number()));
        if (!invitation.has("pending")) {
            throw new Violation(
                    Invariant.PURPOSE,
                    ref.id() + " was sent after " + invitation.item().get("status"));
        }
    }

    /** An invitation is followed by another one if the rules say so. */
    String reinvited(Invitation earlier, Supplier<Invitation> call) {
        HandlerInvocation invocation = simulation.handling();
        var expected = model.reinvite(earlier, invocation.process.now());
        String actual;
        try {
            call.get();
            actual = "invited";
        } catch (Reinvite.NotClosedException e) {
            actual = e.getMessage().replaceFirst(".* is ", "");
        } catch (Reinvite.RefusedException e) {
            actual = e.skip().reason().wireName();
        }
        if (!invocation.disturbed && !expected.contains(actual)) {
            throw new Violation(Invariant.REFERENCE, invocation.what.get() + ": " + actual + ", should be " + expected);
        }
        if (!actual.equals("invited") && invocation.written) {
            throw new Violation(Invariant.REFUSED, invocation.what.get() + ": " + actual);
        }
        return actual;
    }

    /** No invitation is open whose person has started the track since, under a policy that never allowed them to join. */
    void checkEnd() {
        invitations.forEach((key, invitation) -> instances.forEach((instanceKey, instance) -> {
            if (invitation.isOpen(simulation.millis())
                    && instance.place().equals(invitation.place())
                    && instance.order() > invitation.order()
                    && refusedSince(instance, invitation)) {
                throw new Violation(Invariant.PURPOSE, key + " is open after " + instanceKey);
            }
        }));
    }

    private boolean refusedSince(Written instance, Written invitation) {
        StepReached cause =
                InvitationItem.read(invitation.item()).source().cause().orElseThrow();
        List<ConfigurationChecks.Since> timeline =
                simulation.oracle().configurationChecks().timeline(new Key("STEPS#" + cause.trackId(), cause.stepId()));
        long from = instance.createdAt() - CLOCKS_DIFFER_MILLIS;
        for (int i = 0; i < timeline.size(); i++) {
            boolean over = i + 1 < timeline.size() && timeline.get(i + 1).from() <= from;
            if (!over && !refuses(timeline.get(i).value(), instance)) {
                return false;
            }
        }
        return true;
    }

    private static boolean refuses(Optional<?> step, Written instance) {
        ReEnrollment policy = step.filter(AddToTrackStep.class::isInstance)
                .map(AddToTrackStep.class::cast)
                .map(AddToTrackStep::reEnrollment)
                .orElse(ReEnrollment.NO);
        boolean counts = !instance.item().containsKey("undone");
        return counts && policy == ReEnrollment.NO || policy != ReEnrollment.YES && instance.has("active");
    }

    /** Whether the invitation was accepted. */
    boolean accepted(Invitation invitation) {
        return Objects.requireNonNull(invitations.get(
                        Keys.invitation(invitation.participantId(), invitation.trackId(), invitation.number())))
                .has("accepted");
    }

    /** The invitations of that cause that may still be, or were, accepted. */
    boolean isInvitedOrAccepted(String cause) {
        return invitations.values().stream()
                .filter(invitation ->
                        StoredItems.cause(StoredItems.source(invitation.item())).equals(cause))
                .anyMatch(invitation -> invitation.has("accepted") || invitation.isOpen(simulation.millis()));
    }
}
