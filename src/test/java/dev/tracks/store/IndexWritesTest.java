package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.outbox.DueItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Publishing, claiming, holding and sending a message writes to no list. */
class IndexWritesTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final Instant NOW = Fixtures.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));

    private final List<Key> changedLists = new ArrayList<>();
    private final MemoryTable table = new MemoryTable(Set.of(), images -> images.forEach(this::compare));
    private final Ports ports = new Ports(table);

    private void compare(MemoryTable.Image image) {
        if (!entry(image.before()).equals(entry(image.after()))) {
            changedLists.add(image.key());
        }
    }

    private static Optional<Map<String, AttributeValue>> entry(Optional<Map<String, AttributeValue>> item) {
        return item.filter(attributes -> attributes.containsKey(Index.GSI1.partition()))
                .map(attributes -> {
                    Map<String, AttributeValue> entry = new HashMap<>(attributes);
                    entry.keySet().removeIf(attribute -> !Index.GSI1.contains(attribute));
                    return entry;
                });
    }

    private MessageRef confirmation() {
        Enrollment enrollment = Fixtures.enrollment("ada", "week-1", 1);
        ports.ledger.enroll(
                RunFixtures.enrolled(CAUSE, enrollment), enrollment, Optional.of(new MessageText("Welcome!")));
        return new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    }

    private MessageRef invitation() {
        Invitation invitation = Fixtures.invitation(CAUSE, "leadership", 1);
        ports.invite(RunFixtures.invited(CAUSE, invitation), invitation);
        return new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONFIRMATION", "INVITATION"})
    void aMessageIsPublishedHeldClaimedAndDeliveredWithoutAWriteToAList(MessageKind kind) {
        MessageRef message = kind == MessageKind.CONFIRMATION ? confirmation() : invitation();
        assertThat(changedLists).hasSize(2);
        changedLists.clear();

        publish();
        ports.deliveryRecords.hold(message, NOW.plusSeconds(60));
        release();
        assertThat(ports.deliveryRecords.claim(message, NOW, NOW.minusSeconds(40)))
                .isTrue();
        ports.deliveryRecords.recordDelivered(message, NOW, NOW.plusSeconds(1), Optional.of("D1/1.0"));

        assertThat(table.snapshot().values()).noneMatch(item -> item.containsKey("pending"));
        assertThat(table.snapshot().values()).anyMatch(item -> item.containsKey(kind.wireName() + "DeliveredAt"));
        assertThat(changedLists).isEmpty();
    }

    @Test
    void aDeferredRunIsScheduledWithoutAWriteToAList() {
        ports.ledger.save(RunFixtures.deferred(CAUSE));
        assertThat(changedLists).hasSize(1);

        publish();

        assertThat(table.snapshot().values()).noneMatch(item -> item.containsKey("pending"));
        assertThat(changedLists).hasSize(1);
    }

    private void publish() {
        due().flatMap(item -> item.pending().stream())
                .toList()
                .forEach(item -> item.visitPending(
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        ports.outbox::clearPending));
    }

    private void release() {
        due().filter(DueItem.DueMessage.class::isInstance)
                .map(DueItem.DueMessage.class::cast)
                .toList()
                .forEach(ports.outbox::clearHold);
    }

    private Stream<DueItem> due() {
        return Stream.iterate(0, shard -> shard + 1).limit(16).flatMap(shard -> ports.outbox.due(shard, LATER));
    }
}
