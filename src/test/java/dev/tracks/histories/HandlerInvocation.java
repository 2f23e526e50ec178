package dev.tracks.histories;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One invocation of a handler, and what the oracle has to know about it. */
final class HandlerInvocation {
    final SimProcess process;
    final Supplier<String> what;
    final long startedAt;
    /** Something that is likely to meet it: the same again, or another's request about the same record. */
    final Runnable concurrentRequest;
    /** What names the cause of a direct enrollment: its key, or this call alone. */
    Optional<String> direct = Optional.empty();
    /** Another handler ran in between, or the configuration was stale: facts may have changed on the way. */
    boolean disturbed;
    /** A record that is not only noted was written. */
    boolean written;
    /** Messages that the channel has accepted. */
    Optional<MessageRef> sent = Optional.empty();
    /** The item of the answer to its Idempotency-Key. */
    Optional<Key> answer = Optional.empty();
    /** The key had been answered before its last round began. */
    boolean isAnswered;
    /** The re-enrollment policy of a direct enrollment. */
    Optional<ReEnrollment> policy = Optional.empty();
    /** The step that was judged last. */
    Optional<AddToTrackStep> step = Optional.empty();
    /** Which state of a record was read last. */
    final Map<Key, Long> read = new HashMap<>();
    /** Which version of an item is being handed over. */
    final Map<Key, Long> pendingVersions = new HashMap<>();
    /** The instance that this request is to change. */
    Optional<Key> updates = Optional.empty();

    HandlerInvocation(SimProcess process, Supplier<String> what, long startedAt, Runnable rival) {
        this.process = process;
        this.what = what;
        this.startedAt = startedAt;
        this.concurrentRequest = rival;
    }
}
