package dev.tracks.store;

import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.Transition;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.sweep.DeleteSchedules;
import dev.tracks.usecase.sweep.ResumeJobs;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.mockito.Mockito;

/** The functions behind the API over one table, with queues that a test empties, and a channel that accepts everything. */
final class FunctionsOverTable {
    final Ports ports;
    final JobEngine jobs;
    final OutboxPublisher publisher;
    final List<MessageRef> sent = new ArrayList<>();
    final List<Transition> events = new ArrayList<>();
    final Schedules schedules = Mockito.mock(Schedules.class);

    private final Queue<StepReached> reached = new ArrayDeque<>();
    private final Queue<MessageRef> messages = new ArrayDeque<>();
    private final Queue<LaneRef> lanes = new ArrayDeque<>();
    private final Sweep sweep;
    private final DeliverMessage deliver;

    FunctionsOverTable(Table table) {
        ports = new Ports(table);
        jobs = ports.jobs(round -> {});
        Queues queues = queues();
        OptimisticRetry retry = new OptimisticRetry(round -> {});
        publisher = new OutboxPublisher(
                ports.configuration,
                ports.outbox,
                queues,
                schedules,
                events::add,
                ports.closeInvitations(),
                ports.clock);
        sweep = new Sweep(
                new TableChannelState(table),
                ports.outbox,
                publisher,
                ports.invitations,
                ports.closeInvitations(),
                new EraseParticipant(ports.erasure, retry, ports.clock),
                queues,
                new DeleteSchedules(ports.directory, ports.outbox, schedules),
                new ResumeJobs(ports.outbox, queues, jobs.startJob(), jobs.endJob()),
                ports.clock);
        deliver = new DeliverMessage(
                ports.deliveryRecords,
                new Accepting(),
                new TableChannelState(table),
                (record, delay) -> {},
                DeliveryHours.ALWAYS,
                retry,
                ports.clock,
                ports.clock);
    }

    private Queues queues() {
        Queues queues = Mockito.mock(Queues.class);
        Mockito.doAnswer(call -> reached.addAll(call.getArgument(0)))
                .when(queues)
                .sendReached(Mockito.any());
        Mockito.doAnswer(call -> reached.add(call.getArgument(1)))
                .when(queues)
                .sendReachedAfter(Mockito.any(), Mockito.any());
        Mockito.doAnswer(call -> messages.add(call.getArgument(0))).when(queues).sendMessage(Mockito.any());
        Mockito.doAnswer(call -> messages.add(call.getArgument(1)))
                .when(queues)
                .sendMessageAfter(Mockito.any(), Mockito.any());
        Mockito.doAnswer(call -> lanes.add(call.getArgument(0))).when(queues).sendLane(Mockito.any());
        return queues;
    }

    private final class Accepting implements Channel {
        @Override
        public SendResult send(OutgoingMessage outgoing) {
            sent.add(outgoing.ref());
            return new SendResult.Accepted(Optional.of("D1/" + sent.size() + ".0"));
        }

        @Override
        public String name() {
            return "slack";
        }
    }

    /** Enqueues a message, as a queue that delivers it once more. */
    void redeliver(MessageRef message) {
        messages.add(message);
    }

    /** Publishes the items of these people that are not published yet, as {@code relay}; what is enqueued is lost. */
    void publish(List<String> owners) {
        Instant later = ports.clock.instant().plus(Duration.ofMinutes(2));
        IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports.outbox.due(shard, later))
                .flatMap(item -> item.pending().stream())
                .filter(item -> owners.stream().anyMatch(owner -> item.key().contains(" " + owner + "/")))
                .toList()
                .forEach(item -> publisher.publish(item, Optional.<DueItem.Pending>empty()));
        reached.clear();
        messages.clear();
        lanes.clear();
    }

    /** Sweeps, and processes what the queues contain, each message twice. */
    Sweep.Counts work() {
        Sweep.Counts counts = sweep.sweep(0, () -> true);
        while (!reached.isEmpty() || !messages.isEmpty() || !lanes.isEmpty()) {
            Optional.ofNullable(reached.poll()).ifPresent(ports.runStep()::run);
            Optional.ofNullable(messages.poll()).ifPresent(this::deliverTwice);
            Optional.ofNullable(lanes.poll())
                    .ifPresent(page -> jobs.processPage().process(page, 1, () -> true));
        }
        return counts;
    }

    private void deliverTwice(MessageRef message) {
        deliver.deliver(message, new ReceivedRecord("r", 1));
        deliver.deliver(message, new ReceivedRecord("r", 2));
    }
}
