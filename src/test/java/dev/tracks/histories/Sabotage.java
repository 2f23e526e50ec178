package dev.tracks.histories;

import dev.tracks.domain.DeliveryHours;
import dev.tracks.store.Condition;
import dev.tracks.usecase.Erasure;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.Mailbox;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A guard taken away, by means of the test build alone: conditions that the twin does not check, ports that hide what a
 * check looks at, a sweep that never runs.
 */
record Sabotage(
        String guard,
        Set<Condition> unchecked,
        UnaryOperator<Ledger> ledger,
        UnaryOperator<Mailbox> mailbox,
        UnaryOperator<Erasure> repeatedErasure,
        DeliveryHours hours,
        boolean sweeps) {
    /** When messages are delivered, in all histories. */
    static final DeliveryHours HOURS = DeliveryHours.parse("08:00-20:00");

    static final Sabotage NONE = new Sabotage("none", UnaryOperator.identity(), UnaryOperator.identity());

    private Sabotage(String guard, UnaryOperator<Ledger> ledger, UnaryOperator<Mailbox> mailbox) {
        this(guard, Set.of(), ledger, mailbox, UnaryOperator.identity(), HOURS, true);
    }

    static Sabotage of(Condition condition) {
        return new Sabotage(
                "condition " + condition,
                Set.of(condition),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                HOURS,
                true);
    }

    static Sabotage ledger(String guard, UnaryOperator<Ledger> ledger) {
        return new Sabotage(guard, ledger, UnaryOperator.identity());
    }

    static Sabotage mailbox(String guard, UnaryOperator<Mailbox> mailbox) {
        return new Sabotage(guard, UnaryOperator.identity(), mailbox);
    }

    /** @param erasure what the sweep repeats erasures with */
    static Sabotage repeatedErasure(String guard, UnaryOperator<Erasure> erasure) {
        return new Sabotage(guard, Set.of(), UnaryOperator.identity(), UnaryOperator.identity(), erasure, HOURS, true);
    }

    static Sabotage noHours() {
        return new Sabotage(
                "delivery hours",
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                DeliveryHours.ALWAYS,
                true);
    }

    static Sabotage noSweep() {
        return new Sabotage(
                "the sweep",
                Set.of(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                HOURS,
                false);
    }
}
