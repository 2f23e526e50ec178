package dev.tracks.histories;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One invocation of a handler, and what the oracle must know about it. */
final class HandlerInvocation {
    final SimProcess process;
    final Supplier<String> what;
    final long startedAt;
    /** A request that is likely to conflict with it: the same one again, or another one for the same record. */
    final Runnable concurrentRequest;
    /** The identity of the cause of a direct enrollment: its key, or this call alone. */
    Optional<String> direct = Optional.empty();
    /** Another handler has run in between, or the configuration was stale: facts may have changed meanwhile. */
    boolean disturbed;
    /** A write changed a record, beyond its delivery and publishing attributes. */
    boolean written;
    /** Messages that the channel has accepted. */
    Optional<MessageRef> sent = Optional.empty();
    /** It may send its message during an outage. */
    boolean hasTurn;
    /** The item of the answer to its Idempotency-Key. */
    Optional<Key> answer = Optional.empty();
    /** The key had been answered before its last round began. */
    boolean isAnswered;
    /** The re-enrollment policy of a direct enrollment. */
    Optional<ReEnrollment> policy = Optional.empty();
    /** The step that was evaluated last. */
    Optional<AddToTrackStep> step = Optional.empty();
    /** The state in which each record was read last. */
    final Map<Key, Long> read = new HashMap<>();
    /** The version of each item that is being published. */
    final Map<Key, Long> pendingVersions = new HashMap<>();
    /** The instance that this request changes. */
    Optional<Key> updates = Optional.empty();

    HandlerInvocation(SimProcess process, Supplier<String> what, long startedAt, Runnable concurrentRequest) {
        this.process = process;
        this.what = what;
        this.startedAt = startedAt;
        this.concurrentRequest = concurrentRequest;
    }
}
