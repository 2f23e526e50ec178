package dev.tracks.histories;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.Outcome;
import dev.tracks.domain.StepReached;
import dev.tracks.store.MemoryTable.Image;
import dev.tracks.store.StreamItems;
import dev.tracks.usecase.DeliverMessage;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The functions behind their queues, the stream and the sweep's schedule, as the template wires them. */
final class Functions {
    private static final int MAX_SHARDS = 16;
    private static final int MOST_OF_A_PART = 3;

    private final World world;
    private final SimQueue<StepReached> reached;
    private final SimQueue<StepReached> invoked;
    private final SimQueue<MessageRef> messages;
    private final SimStream stream;
    private final SimScheduler scheduler;
    private final List<Requests.Direct> repeats = new ArrayList<>();

    Functions(World world) {
        this.world = world;
        this.reached =
                new SimQueue<>("reached queue", Duration.ofSeconds(360), 5, (cause, record) -> step(cause), world);
        this.invoked =
                new SimQueue<>("asynchronous step", Duration.ofSeconds(60), 3, (cause, record) -> step(cause), world);
        this.messages = new SimQueue<>("messages queue", Duration.ofSeconds(180), 8, this::deliver, world);
        this.stream = new SimStream(this::relay, world);
        this.scheduler = new SimScheduler(world, invoked::send);
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

    SimScheduler scheduler() {
        return scheduler;
    }

    SimStream stream() {
        return stream;
    }

    /** Direct enrollments that a caller has not had an answer to and will send again. */
    List<Requests.Direct> repeats() {
        return repeats;
    }

    Queues queues(Gate gate) {
        return new Queues() {
            @Override
            public void reached(List<StepReached> causes) {
                causes.forEach(cause -> gate.call(() -> "queue " + cause, () -> {
                    reached.send(cause);
                    return true;
                }));
            }

            @Override
            public void reachedAfter(Duration delay, StepReached cause) {
                gate.call(() -> "queue " + cause + " after " + delay, () -> {
                    reached.send(cause, delay);
                    return true;
                });
            }

            @Override
            public void message(MessageRef message) {
                gate.call(() -> "queue " + message.id(), () -> {
                    messages.send(message);
                    return true;
                });
            }

            @Override
            public void messageAfter(Duration delay, MessageRef message) {
                gate.call(() -> "queue " + message.id() + " after " + delay, () -> {
                    messages.send(message, delay);
                    return true;
                });
            }

            @Override
            public void comesAgain(Received record, Duration after) {
                gate.call(() -> "show record " + record.handle() + " again after " + after, () -> {
                    messages.comesAgain(record, after);
                    return true;
                });
            }
        };
    }

    /** Does one piece of work that lies ready, if any does. */
    boolean work() {
        boolean done = switch (world.dice().below(6)) {
            case 0, 1 -> stream.deliverOne();
            case 2 -> messages.deliverOne();
            case 3 -> invoked.deliverOne();
            case 4 -> repeatOne();
            default -> reached.deliverOne();
        };
        return done
                || scheduler.fireOne()
                || stream.deliverOne()
                || reached.deliverOne()
                || messages.deliverOne()
                || invoked.deliverOne();
    }

    boolean repeatOne() {
        if (repeats.isEmpty()) {
            return false;
        }
        Requests.direct(world, repeats.remove(world.dice().below(repeats.size())));
        return true;
    }

    boolean step(StepReached cause) {
        Optional<Outcome> outcome = world.handle(
                Role.STEP,
                () -> "run " + cause,
                () -> rival(cause),
                process -> world.oracle().judged(cause, () -> process.runStep().run(cause)));
        return outcome.isPresent();
    }

    /** The same cause by another way, or another one with the same destination. */
    private void rival(StepReached cause) {
        List<StepReached> others = world.oracle().records().others(cause);
        step(others.isEmpty() || world.dice().chance(500) ? cause : world.dice().one(others));
    }

    /** The same message by another way, or its resend. */
    private void rival(MessageRef message) {
        Optional<Invitation> invitation = world.oracle().invitations().stream()
                .filter(other -> message.kind() == MessageKind.INVITATION
                        && other.participantId().equals(message.participantId())
                        && other.trackId().equals(message.trackId()))
                .findFirst();
        if (invitation.isPresent() && world.dice().chance(400)) {
            Requests.manage(world, invitation.get(), true);
        } else {
            deliver(message);
        }
    }

    /** By a record that nobody has put. */
    boolean deliver(MessageRef message) {
        return deliver(message, new Received("none", 1));
    }

    private boolean deliver(MessageRef message, Received record) {
        Optional<DeliverMessage.Result> result = world.handle(
                Role.DELIVER,
                () -> "deliver " + message.id(),
                () -> rival(message),
                process -> process.deliverMessage().deliver(message, record));
        return result.filter(r -> r.delivery() != DeliverMessage.Delivery.POSTPONED)
                .isPresent();
    }

    /** As the relay: from the first record that fails, the batch is repeated. */
    private int relay(List<Image> records) {
        return world.handle(Role.RELAY, () -> "relay " + records.size() + " records", process -> {
                    int done = 0;
                    for (Image record : records) {
                        Map<String, AttributeValue> item = record.after().orElseThrow();
                        try {
                            world.oracle().handingOver(item);
                            StreamItems.due(item)
                                    .ifPresent(due -> process.handOver()
                                            .pending(due, record.before().flatMap(StreamItems::due)));
                        } catch (CallFailed e) {
                            world.log().line(() -> "record fails: " + e);
                            return done;
                        }
                        done++;
                    }
                    return done;
                })
                .orElse(0);
    }

    /** An operator hands back what was given up. */
    void redrive() {
        reached.redrive();
        invoked.redrive();
        messages.redrive();
    }

    boolean idle() {
        return stream.isEmpty() && reached.isEmpty() && invoked.isEmpty() && messages.isEmpty() && repeats.isEmpty();
    }

    /** A sweep that is stopped after the first items of that person's part. */
    void sweepOf(String person) {
        int[] left = {MOST_OF_A_PART};
        world.handle(
                Role.SWEEP,
                () -> "sweep of " + person,
                () -> Rivals.ofHeld(world),
                process -> world.oracle()
                        .swept(process.sweep()
                                .sweep(Math.floorMod(person.hashCode(), MAX_SHARDS), () -> left[0]-- > 0)));
    }

    boolean deliver(MessageKind kind, Invitation invitation) {
        return deliver(new MessageRef(kind, invitation.participantId(), invitation.trackId(), invitation.number()));
    }

    void sweep() {
        if (world.plan().sabotage().sweeps()) {
            world.handle(
                    Role.SWEEP,
                    () -> "sweep",
                    () -> Rivals.ofHeld(world),
                    process -> world.oracle()
                            .swept(process.sweep().sweep(world.dice().below(MAX_SHARDS), () -> true)));
        }
    }
}
