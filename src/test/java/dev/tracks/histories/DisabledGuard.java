package dev.tracks.histories;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.store.table.Condition;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.message.DeliveryRecords;
import dev.tracks.usecase.outbox.OpenInvitations;
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
 */
record DisabledGuard(
        String guard,
        Set<Condition> unchecked,
        UnaryOperator<Ledger> ledger,
        UnaryOperator<DeliveryRecords> deliveryRecords,
        UnaryOperator<Erasure> repeatedErasure,
        Predicate<Transition> publishedLate,
        DeliveryHours hours,
        boolean sweeps,
        UnaryOperator<OpenInvitations> openInvitations) {
    /** When messages are delivered, in all histories. */
    static final DeliveryHours HOURS = DeliveryHours.parse("08:00-20:00");

    static final DisabledGuard NONE = new DisabledGuard("none", UnaryOperator.identity(), UnaryOperator.identity());

    private DisabledGuard(
            String guard,
            Set<Condition> unchecked,
            UnaryOperator<Ledger> ledger,
            UnaryOperator<DeliveryRecords> deliveryRecords,
            UnaryOperator<Erasure> repeatedErasure,
            Predicate<Transition> publishedLate,
            DeliveryHours hours,
            boolean sweeps) {
        this(
                guard,
                unchecked,
                ledger,
                deliveryRecords,
                repeatedErasure,
                publishedLate,
                hours,
                sweeps,
                UnaryOperator.identity());
    }

    private DisabledGuard(String guard, UnaryOperator<Ledger> ledger, UnaryOperator<DeliveryRecords> deliveryRecords) {
        this(guard, Set.of(), ledger, deliveryRecords, UnaryOperator.identity(), transition -> false, HOURS, true);
    }

    static DisabledGuard of(Condition condition) {
        return new DisabledGuard(
                "condition " + condition,
                Set.of(condition),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                transition -> false,
                HOURS,
                true);
    }

    static DisabledGuard ledger(String guard, UnaryOperator<Ledger> ledger) {
        return new DisabledGuard(guard, ledger, UnaryOperator.identity());
    }

    static DisabledGuard deliveryRecords(String guard, UnaryOperator<DeliveryRecords> deliveryRecords) {
        return new DisabledGuard(guard, UnaryOperator.identity(), deliveryRecords);
    }

    /** @param erasure with which the sweep repeats erasures */
    static DisabledGuard repeatedErasure(String guard, UnaryOperator<Erasure> erasure) {
        return new DisabledGuard(
                guard,
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                erasure,
                transition -> false,
                HOURS,
                true);
    }

    static DisabledGuard publishedLate(String guard, Predicate<Transition> events) {
        return new DisabledGuard(
                guard,
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                events,
                HOURS,
                true);
    }

    /** @param invitations among which relay finds those to close */
    static DisabledGuard openInvitations(String guard, UnaryOperator<OpenInvitations> invitations) {
        return new DisabledGuard(
                guard,
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                transition -> false,
                HOURS,
                true,
                invitations);
    }

    static DisabledGuard noHours() {
        return new DisabledGuard(
                "delivery hours",
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                transition -> false,
                DeliveryHours.ALWAYS,
                true);
    }

    static DisabledGuard noSweep() {
        return new DisabledGuard(
                "the sweep",
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                transition -> false,
                HOURS,
                false);
    }
}
