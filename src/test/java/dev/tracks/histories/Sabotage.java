package dev.tracks.histories;

import dev.tracks.store.Condition;
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
        boolean sweeps) {
    static final Sabotage NONE =
            new Sabotage("none", Set.of(), UnaryOperator.identity(), UnaryOperator.identity(), true);

    static Sabotage of(Condition condition) {
        return new Sabotage(
                "condition " + condition, Set.of(condition), UnaryOperator.identity(), UnaryOperator.identity(), true);
    }

    static Sabotage ledger(String guard, UnaryOperator<Ledger> ledger) {
        return new Sabotage(guard, Set.of(), ledger, UnaryOperator.identity(), true);
    }

    static Sabotage mailbox(String guard, UnaryOperator<Mailbox> mailbox) {
        return new Sabotage(guard, Set.of(), UnaryOperator.identity(), mailbox, true);
    }

    static Sabotage noSweep() {
        return new Sabotage("the sweep", Set.of(), UnaryOperator.identity(), UnaryOperator.identity(), false);
    }
}
