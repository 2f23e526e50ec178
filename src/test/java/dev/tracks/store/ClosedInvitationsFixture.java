package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import dev.tracks.usecase.outbox.Transition;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An invitation, a relay that receives the records of its writes when a test says so, and a sweep. */
abstract class ClosedInvitationsFixture {
    static final StepReached CAUSE = Fixtures.cause("week-1", "s1", "ada", 1);
    static final Invitation OPEN = Fixtures.invitation(CAUSE, "leadership", 1);
    static final MessageRef MESSAGE = MessageRef.of(MessageKind.INVITATION, OPEN);
    static final Instant NOW = Fixtures.NOW;
    static final Duration NEW = Duration.ZERO;

    /** The records of invitations that relay has not received yet. */
    final List<Image> records = new ArrayList<>();

    final MemoryTable table = new MemoryTable(
            Set.of(),
            images -> images.stream()
                    .filter(image -> image.key().sk().startsWith("INVITATION#"))
                    .forEach(records::add));
    final Ports ports = new Ports(table);
    final Queues queues = mock(Queues.class);
    final List<Transition> published = new ArrayList<>();
    boolean busIsDown;
    final OutboxPublisher publisher = new OutboxPublisher(
            ports.configuration,
            ports.outbox,
            queues,
            mock(Schedules.class),
            events(),
            ports.closeInvitations(),
            ports.clock);
    final StreamPublisher stream = new StreamPublisher(publisher, ports.outbox, ports.clock);

    private DomainEvents events() {
        DomainEvents events = mock(DomainEvents.class);
        doAnswer(call -> {
                    if (busIsDown) {
                        throw new IllegalStateException("down");
                    }
                    return published.add(call.getArgument(0));
                })
                .when(events)
                .publish(any());
        return events;
    }

    final void invite() {
        assertThat(ports.invite(RunFixtures.invited(CAUSE, OPEN), OPEN)).isEqualTo(WriteResult.WRITTEN);
    }

    final void inviteAndPublish() {
        invite();
        relay(NEW);
        published.clear();
    }

    final Invitation close(InvitationStatus status) {
        Invitation read = ports.invitations.invitation("ada", OPEN.ref()).orElseThrow();
        Invitation closed = read.transitionTo(status, TrailEntry.of(ports.clock.instant(), status.wireName()));
        assertThat(ports.invitations.save(closed, "ada")).isEqualTo(WriteResult.WRITTEN);
        return closed;
    }

    final Invitation decline() {
        return close(InvitationStatus.DECLINED);
    }

    /** Delivers all records, also those of relay's own writes; how many of them it has left to the sweep. */
    final int relay(Duration age) {
        int left = 0;
        while (!records.isEmpty()) {
            Image record = records.remove(0);
            Map<String, AttributeValue> before = record.before().orElse(Map.of());
            Map<String, AttributeValue> after = record.after().orElseThrow();
            Optional<RuntimeException> failure =
                    StreamItems.unpublished(before, after).flatMap(write -> write.publish(stream, age));
            left += failure.isPresent() ? 1 : 0;
        }
        return left;
    }

    final int leftToSweep() {
        busIsDown = true;
        int left = relay(StreamPublisher.REPEATED_FOR);
        busIsDown = false;
        return left;
    }

    final void sweep() {
        due().stream().flatMap(item -> item.pending().stream()).forEach(publisher::publish);
    }

    final List<DueItem> due() {
        Instant later = NOW.plus(Duration.ofDays(300));
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports.outbox.due(shard, later))
                .filter(item -> item.key().startsWith("invitation "))
                .toList();
    }

    /** The names of the published events. */
    final List<String> names() {
        return published.stream().map(Transition::name).toList();
    }

    final Map<String, AttributeValue> item() {
        return table.get(MessageItem.key(MESSAGE)).orElseThrow();
    }

    final Image closing() {
        return records.get(0);
    }

    final Optional<ClosedInvitation> closed(Image record) {
        return StreamItems.closedInvitation(
                record.before().orElseThrow(), record.after().orElseThrow());
    }

    final void eraseAda() {
        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("ada", "root");
    }
}
