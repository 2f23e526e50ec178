package dev.tracks.bench;

import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.Queues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The jobs queue in memory. It refuses everything but pages of jobs. */
final class LaneQueue implements Queues {
    private List<LaneRef> lanes = new ArrayList<>();
    private int sent;

    /** Removes and returns the pages. */
    List<LaneRef> take() {
        List<LaneRef> taken = lanes;
        lanes = new ArrayList<>();
        return taken;
    }

    /** The number of requests since the last call. */
    int sent() {
        int count = sent;
        sent = 0;
        return count;
    }

    @Override
    public void sendLane(LaneRef lane) {
        lanes.add(lane);
        sent++;
    }

    @Override
    public void sendReached(List<StepReached> causes) {
        throw unexpected(causes);
    }

    @Override
    public void sendReachedAfter(Duration delay, StepReached cause) {
        throw unexpected(cause);
    }

    @Override
    public void sendUnresolved(ReachedEvent event) {
        throw unexpected(event);
    }

    @Override
    public void sendMessage(MessageRef message) {
        throw unexpected(message);
    }

    @Override
    public void sendClosed(MessageRef invitation) {
        throw unexpected(invitation);
    }

    @Override
    public void sendMessageAfter(Duration delay, MessageRef message) {
        throw unexpected(message);
    }

    private static IllegalStateException unexpected(Object sent) {
        return new IllegalStateException("the measured jobs send only pages: " + sent);
    }
}
