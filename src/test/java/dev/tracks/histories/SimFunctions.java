package dev.tracks.histories;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions behind their queues, the stream and the sweep's schedule, as in the template. */
final class SimFunctions {
    private static final int MAX_SHARDS = 16;
    private static final int MOST_OF_A_PART = 3;

    private final Simulation simulation;
    private final SimQueue<StepReached> reached;
    private final SimQueue<StepReached> invoked;
    private final SimQueue<MessageRef> messages;
    private final SimQueue<LaneRef> lanes;
    private final SimReports reports;
    private final SimStream stream;
    private final SimScheduler scheduler;
    private final List<ApiRequests.Direct> repeats = new ArrayList<>();

    SimFunctions(Simulation simulation) {
        this.simulation = simulation;
        this.reached =
                new SimQueue<>("reached queue", Duration.ofSeconds(360), 5, (cause, record) -> step(cause), simulation);
        this.invoked = new SimQueue<>(
                "asynchronous step", Duration.ofSeconds(60), 3, (cause, record) -> step(cause), simulation);
        this.messages = new SimQueue<>("messages queue", Duration.ofSeconds(180), 8, this::deliver, simulation);
        this.lanes = new SimQueue<>("jobs queue", Duration.ofSeconds(360), 5, this::page, simulation);
        this.reports = new SimReports(simulation);
        this.stream = new SimStream(this::relay, simulation);
        this.scheduler = new SimScheduler(simulation, invoked::send, this::startJob);
    }

    SimQueue<StepReached> reached() {
        return reached;
    }

    SimQueue<StepReached> invoked() {
        return invoked;
    }

    SimQueue<MessageRef> messages() {
        return messages;
    }

    SimReports reports() {
        return reports;
    }

    SimScheduler scheduler() {
        return scheduler;
    }

    SimStream stream() {
        return stream;
    }

    /** Direct enrollments whose caller got no answer and will retry. */
    List<ApiRequests.Direct> repeats() {
        return repeats;
    }

    Queues queues(FaultInjector injector) {
        return new Queues() {
            @Override
            public void sendReached(List<StepReached> causes) {
                causes.forEach(cause -> injector.call(() -> "queue " + cause, () -> {
                    reached.send(cause);
                    return true;
                }));
            }

            @Override
            public void sendReachedAfter(Duration delay, StepReached cause) {
                injector.call(() -> "queue " + cause + " after " + delay, () -> {
                    reached.send(cause, delay);
                    return true;
                });
            }

            @Override
            public void sendUnresolved(ReachedEvent event) {
                throw new AssertionError("every event of a simulation names an id: " + event);
            }

            @Override
            public void sendMessage(MessageRef message) {
                sendMessageAfter(Duration.ZERO, message);
            }

            @Override
            public void sendMessageAfter(Duration delay, MessageRef message) {
                injector.call(() -> "queue " + message.id(), () -> {
                    messages.send(message, delay);
                    return true;
                });
            }

            @Override
            public void sendLane(LaneRef lane) {
                injector.call(() -> "queue " + lane, () -> {
                    lanes.send(lane);
                    return true;
                });
            }

            /** The simulated channel cannot replace messages. */
            @Override
            public void sendClosed(MessageRef invitation) {}
        };
    }

    RecordVisibility visibility(FaultInjector injector) {
        return (record, after) ->
                injector.call(() -> "show record " + record.handle() + " again after " + after, () -> {
                    messages.extendVisibility(record, after);
                    return true;
                });
    }

    /** Processes one available piece of work; returns whether there was one. */
    boolean work() {
        boolean done = switch (simulation.random().nextInt(8)) {
            case 0, 1 -> stream.deliverOne();
            case 2 -> messages.deliverOne();
            case 3 -> invoked.deliverOne();
            case 4 -> repeatOne();
            case 5 -> lanes.deliverOne();
            case 6 -> reports.queue().deliverOne();
            default -> reached.deliverOne();
        };
        return done
                || scheduler.fireOne()
                || stream.deliverOne()
                || reached.deliverOne()
                || messages.deliverOne()
                || lanes.deliverOne()
                || reports.queue().deliverOne()
                || invoked.deliverOne();
    }

    boolean repeatOne() {
        if (repeats.isEmpty()) {
            return false;
        }
        ApiRequests.direct(simulation, repeats.remove(simulation.random().nextInt(repeats.size())));
        return true;
    }

    boolean step(StepReached cause) {
        Optional<Outcome> outcome = simulation.handle(
                FunctionRole.STEP,
                () -> "run " + cause,
                () -> concurrentRequest(cause),
                process -> simulation
                        .oracle()
                        .judged(cause, () -> process.runStep().run(cause)));
        return outcome.isPresent();
    }

    /** The same cause by another path, or another cause with the same destination. */
    private void concurrentRequest(StepReached cause) {
        List<StepReached> others = simulation.oracle().configurationChecks().others(cause);
        step(
                others.isEmpty() || simulation.random().chance(500)
                        ? cause
                        : simulation.random().one(others));
    }

    /** The same message by another path, or its resend; another message, if the channel is down. */
    private void concurrentRequest(MessageRef message) {
        if (simulation.channel().isDown()) {
            messages.deliverOne();
            return;
        }
        Optional<Invitation> invitation = simulation.oracle().invitations().stream()
                .filter(other -> message.kind() == MessageKind.INVITATION
                        && other.participantId().equals(message.participantId())
                        && other.trackId().equals(message.trackId()))
                .findFirst();
        if (message.kind() == MessageKind.CONFIRMATION && simulation.random().chance(200)) {
            EnrollmentRequests.resend(simulation, MessageItem.key(message));
        } else if (invitation.isPresent() && simulation.random().chance(400)) {
            ApiRequests.manage(simulation, invitation.get(), true);
        } else {
            deliver(message);
        }
    }

    /** Delivers a record that no one has sent. */
    boolean deliver(MessageRef message) {
        return deliver(message, new ReceivedRecord("none", 1));
    }

    private boolean deliver(MessageRef message, ReceivedRecord record) {
        Optional<DeliverMessage.Result> result = simulation.handle(
                FunctionRole.DELIVER,
                () -> "deliver " + message.id(),
                () -> concurrentRequest(message),
                process -> process.deliverMessage().deliver(message, record));
        return result.filter(r -> !r.waitsInQueue()).isPresent();
    }

    /** A page can end early. */
    private boolean page(LaneRef lane, ReceivedRecord record) {
        boolean ends = !simulation.random().chance(100);
        return simulation
                .handle(
                        FunctionRole.JOBS,
                        () -> "process " + lane,
                        () -> page(lane, record),
                        process -> process.jobs().processPage().process(lane, record.receives(), () -> ends))
                .isPresent();
    }

    private void startJob(String jobId) {
        simulation.handle(
                FunctionRole.JOBS,
                () -> "start job " + jobId,
                process -> process.jobs().startJob().start(jobId));
    }

    /** As relay does: the batch is repeated from the first failed record. */
    private int relay(List<Image> records, Duration age) {
        return simulation
                .handle(FunctionRole.RELAY, () -> "relay " + records.size() + " records", process -> {
                    int done = 0;
                    for (Image record : records) {
                        try {
                            relay(record, done == 0 ? age : Duration.ZERO, process);
                        } catch (CallFailedException e) {
                            simulation.log().line(() -> "record fails: " + e);
                            return done;
                        }
                        done++;
                    }
                    return done;
                })
                .orElse(0);
    }

    private void relay(Image record, Duration age, SimProcess process) {
        Map<String, AttributeValue> before = record.before().orElse(Map.of());
        Map<String, AttributeValue> after = record.after().orElseThrow();
        simulation.oracle().publishing(after);
        StreamPublisher publisher = process.streamPublisher();
        Optional<RuntimeException> left =
                StreamItems.unpublished(before, after).flatMap(write -> write.publish(publisher, age));
        process.publishLateEvents();
        left.ifPresent(failure -> {
            simulation.count(Fault.LEFT_TO_SWEEP);
            simulation.log().line(() -> "left to sweep: " + failure);
        });
    }

    /** An operator redrives dead letters. */
    void redrive() {
        reached.redrive();
        invoked.redrive();
        messages.redrive();
        lanes.redrive();
        reports.queue().redrive();
    }

    boolean idle() {
        return stream.isEmpty()
                && reached.isEmpty()
                && invoked.isEmpty()
                && messages.isEmpty()
                && lanes.isEmpty()
                && reports.queue().isEmpty()
                && repeats.isEmpty();
    }

    /** A sweep that is stopped after the first items of that person's partition. */
    void sweepOf(String person) {
        int[] left = {MOST_OF_A_PART};
        simulation.handle(
                FunctionRole.SWEEP,
                () -> "sweep of " + person,
                () -> ConcurrentRequests.ofHeld(simulation),
                process -> simulation
                        .oracle()
                        .swept(process.sweep()
                                .sweep(Math.floorMod(person.hashCode(), MAX_SHARDS), () -> left[0]-- > 0)));
    }

    boolean deliver(MessageKind kind, Invitation invitation) {
        return deliver(new MessageRef(kind, invitation.participantId(), invitation.trackId(), invitation.number()));
    }

    void sweep() {
        if (simulation.plan().disabledGuard().sweeps()) {
            simulation.handle(
                    FunctionRole.SWEEP,
                    () -> "sweep",
                    () -> ConcurrentRequests.ofHeld(simulation),
                    process -> simulation
                            .oracle()
                            .swept(process.sweep().sweep(simulation.random().nextInt(MAX_SHARDS), () -> true)));
        }
    }
}
