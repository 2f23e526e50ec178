package dev.tracks.histories;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.message.DeliveryRecords;
import dev.tracks.usecase.outbox.OpenInvitations;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Transition;
import dev.tracks.usecase.people.Erasure;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A guard taken away, by means of the test build alone: conditions that the twin does not check, ports that hide what a
 * check looks at, a sweep that never runs.
 *
 * @param publishedLate events that are published only after {@code pending} is cleared
 * @param streamed what the stream shows of a write
 */
record DisabledGuard(
        String guard,
        Set<Condition> unchecked,
        Ports ports,
        Predicate<Transition> publishedLate,
        UnaryOperator<Image> streamed,
        DeliveryHours hours,
        boolean sweeps) {
    /** When messages are delivered, in all histories. */
    static final DeliveryHours HOURS = DeliveryHours.parse("08:00-20:00");

    static final DisabledGuard NONE = ports("none", Ports.ALL);

    /**
     * The ports that the processes use, given the real ones.
     *
     * @param repeatedErasure with which the sweep repeats erasures
     * @param openInvitations among which relay finds those to close
     */
    record Ports(
            UnaryOperator<Ledger> ledger,
            UnaryOperator<DeliveryRecords> deliveryRecords,
            UnaryOperator<Erasure> repeatedErasure,
            UnaryOperator<OpenInvitations> openInvitations,
            UnaryOperator<Outbox> outbox) {
        static final Ports ALL = new Ports(
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    private static DisabledGuard ports(String guard, Ports ports) {
        return new DisabledGuard(guard, Set.of(), ports, transition -> false, UnaryOperator.identity(), HOURS, true);
    }

    static DisabledGuard of(Condition condition) {
        return new DisabledGuard(
                "condition " + condition, Set.of(condition), Ports.ALL, NONE.publishedLate, NONE.streamed, HOURS, true);
    }

    static DisabledGuard ledger(String guard, UnaryOperator<Ledger> ledger) {
        Ports all = Ports.ALL;
        return ports(
                guard, new Ports(ledger, all.deliveryRecords, all.repeatedErasure, all.openInvitations, all.outbox));
    }

    static DisabledGuard deliveryRecords(String guard, UnaryOperator<DeliveryRecords> deliveryRecords) {
        Ports all = Ports.ALL;
        return ports(
                guard, new Ports(all.ledger, deliveryRecords, all.repeatedErasure, all.openInvitations, all.outbox));
    }

    static DisabledGuard repeatedErasure(String guard, UnaryOperator<Erasure> erasure) {
        Ports all = Ports.ALL;
        return ports(guard, new Ports(all.ledger, all.deliveryRecords, erasure, all.openInvitations, all.outbox));
    }

    static DisabledGuard openInvitations(String guard, UnaryOperator<OpenInvitations> invitations) {
        Ports all = Ports.ALL;
        return ports(guard, new Ports(all.ledger, all.deliveryRecords, all.repeatedErasure, invitations, all.outbox));
    }

    static DisabledGuard outbox(String guard, UnaryOperator<Outbox> outbox) {
        Ports all = Ports.ALL;
        return ports(
                guard, new Ports(all.ledger, all.deliveryRecords, all.repeatedErasure, all.openInvitations, outbox));
    }

    static DisabledGuard publishedLate(String guard, Predicate<Transition> events) {
        return new DisabledGuard(guard, Set.of(), Ports.ALL, events, NONE.streamed, HOURS, true);
    }

    static DisabledGuard streamed(String guard, UnaryOperator<Image> shown) {
        return new DisabledGuard(guard, Set.of(), Ports.ALL, NONE.publishedLate, shown, HOURS, true);
    }

    static DisabledGuard noHours() {
        return new DisabledGuard(
                "delivery hours", Set.of(), Ports.ALL, NONE.publishedLate, NONE.streamed, DeliveryHours.ALWAYS, true);
    }

    static DisabledGuard noSweep() {
        return new DisabledGuard("the sweep", Set.of(), Ports.ALL, NONE.publishedLate, NONE.streamed, HOURS, false);
    }
}
