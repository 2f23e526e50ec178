package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A closed invitation is published from the stream's record of its closing, whatever has become of the records before. */
class ClosedInvitationsTest {
    private static final StepReached CAUSE = Fixtures.cause("week-1", "s1", "ada", 1);
    private static final Invitation OPEN = Fixtures.invitation(CAUSE, "leadership", 1);
    private static final MessageRef MESSAGE = MessageRef.of(MessageKind.INVITATION, OPEN);
    private static final Instant NOW = Fixtures.NOW;
    private static final Duration NEW = Duration.ZERO;

    /** The records of invitations that relay has not received yet. */
    private final List<Image> records = new ArrayList<>();

    private final MemoryTable table = new MemoryTable(
            Set.of(),
            images -> images.stream()
                    .filter(image -> image.key().sk().startsWith("INVITATION#"))
                    .forEach(records::add));
    private final Ports ports = new Ports(table);
    private final Queues queues = mock(Queues.class);
    private final List<Transition> published = new ArrayList<>();
    private boolean busIsDown;
    private final OutboxPublisher publisher = new OutboxPublisher(
            ports.configuration,
            ports.outbox,
            queues,
            mock(Schedules.class),
            events(),
            ports.closeInvitations(),
            ports.clock);
    private final StreamPublisher stream = new StreamPublisher(publisher, ports.outbox, ports.clock);

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

    // ---- what happens ----------------------------------------------------------------------------------------------

    private void invite() {
        assertThat(ports.invite(RunFixtures.invited(CAUSE, OPEN), OPEN)).isEqualTo(WriteResult.WRITTEN);
    }

    private void inviteAndPublish() {
        invite();
        relay(NEW);
        published.clear();
    }

    private Invitation close(InvitationStatus status) {
        Invitation read = ports.invitations.invitation("ada", OPEN.ref()).orElseThrow();
        Invitation closed = read.transitionTo(status, TrailEntry.of(ports.clock.instant(), status.wireName()));
        assertThat(ports.invitations.save(closed, "ada")).isEqualTo(WriteResult.WRITTEN);
        return closed;
    }

    private Invitation decline() {
        return close(InvitationStatus.DECLINED);
    }

    /** Delivers all records, also those of relay's own writes; how many of them it has left to the sweep. */
    private int relay(Duration age) {
        int left = 0;
        while (!records.isEmpty()) {
            Image record = records.remove(0);
            Map<String, AttributeValue> before = record.before().orElse(Map.of());
            Map<String, AttributeValue> after = record.after().orElseThrow();
            Optional<RuntimeException> failure = StreamItems.closedInvitation(before, after)
                    .map(closed -> stream.publish(closed, age))
                    .or(() -> StreamItems.due(after)
                            .flatMap(DueItem::pending)
                            .map(item ->
                                    stream.publish(item, StreamItems.due(before).flatMap(DueItem::pending), age)))
                    .flatMap(result -> result);
            left += failure.isPresent() ? 1 : 0;
        }
        return left;
    }

    private int leftToSweep() {
        busIsDown = true;
        int left = relay(StreamPublisher.REPEATED_FOR);
        busIsDown = false;
        return left;
    }

    private void sweep() {
        due().stream().flatMap(item -> item.pending().stream()).forEach(publisher::publish);
    }

    private List<DueItem> due() {
        Instant later = NOW.plus(Duration.ofDays(300));
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports.outbox.due(shard, later))
                .filter(item -> item.key().startsWith("invitation "))
                .toList();
    }

    /** The names of the published events. */
    private List<String> names() {
        return published.stream().map(Transition::name).toList();
    }

    private Map<String, AttributeValue> item() {
        return table.get(MessageItem.key(MESSAGE)).orElseThrow();
    }

    // ---- the usual case --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
    void aClosedInvitationIsPublishedWithoutAnotherWriteAndIsNotDueAnyMore(InvitationStatus status) {
        inviteAndPublish();
        assertThat(due()).hasSize(1);

        close(status);
        Map<String, AttributeValue> written = item();
        assertThat(written).doesNotContainKeys(Items.PENDING, Index.GSI2.partition(), Index.GSI2.sort());
        assertThat(relay(NEW)).isZero();

        assertThat(names()).containsExactly(status.wireName());
        assertThat(item()).isEqualTo(written);
        assertThat(due()).isEmpty();
    }

    @Test
    void aClosedInvitationWithAHeldMessageIsNotDueAnyMore() {
        inviteAndPublish();
        ports.deliveryRecords.hold(MESSAGE, NOW.plusSeconds(3_600));
        assertThat(due()).hasOnlyElementsOfType(DueItem.DueMessage.class);

        decline();

        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey("invitationHeldUntil");
    }

    @Test
    void aRepeatedRecordPublishesTheSameEventAgainAndWritesNothing() {
        inviteAndPublish();
        decline();
        Image record = records.get(0);
        relay(NEW);
        Map<String, AttributeValue> written = item();

        records.add(record);
        relay(NEW);

        assertThat(names()).containsExactly("declined", "declined");
        assertThat(item()).isEqualTo(written);
    }

    // ---- closed before it was published ----------------------------------------------------------------------------

    @Test
    void anInvitationThatIsClosedAtOncePublishesInvitedFirst() {
        invite();
        records.clear();
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
        verify(queues, never()).sendMessage(any());
    }

    @Test
    void anInvitationWhoseRecordWasLeftToTheSweepPublishesInvitedWithItsClosing() {
        invite();
        assertThat(leftToSweep()).isEqualTo(1);
        close(InvitationStatus.PENDING);
        assertThat(leftToSweep()).isEqualTo(1);
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
    }

    @Test
    void anInvitationWhoseRecordsWereAllLeftToTheSweepPublishesBothEventsThere() {
        invite();
        leftToSweep();
        decline();
        assertThat(leftToSweep()).as("the closing, and its marker").isEqualTo(2);

        sweep();

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void anInvitationWhoseMarkerIsPublishedByRelayPublishesBothEvents() {
        invite();
        leftToSweep();
        decline();
        busIsDown = true;
        Image closing = records.remove(0);
        stream.publish(
                StreamItems.closedInvitation(
                                closing.before().orElseThrow(), closing.after().orElseThrow())
                        .orElseThrow(),
                StreamPublisher.REPEATED_FOR);
        busIsDown = false;
        assertThat(records).as("the record of the marker").hasSize(1);

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void anInvitationThatWasResentAndIsClosedAtOncePublishesInvitedAgain() {
        inviteAndPublish();
        Invitation resent = OPEN.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        assertThat(ports.invitations.resend(resent, "root")).isEqualTo(WriteResult.WRITTEN);
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "invited", "declined");
        assertThat(due()).isEmpty();
    }

    @Test
    void aSweepThatReadTheOpenInvitationDoesNotPutItBackIntoTheIndex() {
        invite();
        List<DueItem> read = due();
        decline();

        read.forEach(item -> item.pending().ifPresent(publisher::publish));

        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    // ---- writes that are not the closing ---------------------------------------------------------------------------

    @Test
    void laterWritesOfAClosedInvitationPublishNothing() {
        inviteAndPublish();
        ports.deliveryRecords.claim(MESSAGE, NOW, NOW);
        decline();
        relay(NEW);
        ports.deliveryRecords.recordDelivered(MESSAGE, NOW, NOW, Optional.of("D1/1.0"));
        ports.with(Fixtures.person("ada").build());
        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("ada", "root");

        assertThat(records).hasSize(2);
        relay(NEW);

        assertThat(names()).containsExactly("declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void theRemovalOfTheMarkerPublishesNothing() {
        inviteAndPublish();
        decline();
        leftToSweep();
        sweep();
        published.clear();

        assertThat(records).hasSize(1);
        relay(NEW);

        assertThat(published).isEmpty();
    }

    @Test
    void aClosedInvitationOfTheVersionBeforeIsPublishedAndItsMarkerCleared() {
        inviteAndPublish();
        Invitation declined = decline();
        Map<String, AttributeValue> asBefore = new HashMap<>(item());
        asBefore.putAll(PendingMarker.of("declined", "ada", NOW));
        ports.overwrite(asBefore);
        assertThat(due()).containsExactly(new PendingInvitation(declined));
        records.remove(0);

        relay(NEW);

        assertThat(names()).contains("declined");
        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    // ---- how it was closed -----------------------------------------------------------------------------------------

    @Test
    void anInvitationThatRelayWithdrawsIsPublishedOnce() {
        ports.with(Fixtures.track("leadership")).with(Fixtures.person("ada").build());
        inviteAndPublish();
        ports.with(Fixtures.enrollment("ada", "leadership", 1));

        ports.closeInvitations().afterStart(Fixtures.enrollment("ada", "leadership", 1));
        relay(NEW);

        assertThat(names()).containsExactly("withdrawn");
        assertThat(records).isEmpty();
    }

    @Test
    void anInvitationThatTheNextOneRecordsAsExpiredIsPublished() {
        inviteAndPublish();
        Invitation next = Fixtures.invitation(CAUSE, "leadership", 2);
        assertThat(ports.ledger.reinvite(
                        next, Optional.of(OPEN.expired(NOW)), new EnrollmentRef("leadership", 1), "root"))
                .isEqualTo(WriteResult.WRITTEN);

        relay(NEW);

        assertThat(names()).containsExactlyInAnyOrder("expired", "invited");
        assertThat(due()).extracting(DueItem::key).containsExactly("invitation ada/leadership/2");
    }

    @Test
    void anErasureWithdrawsAnUnpublishedInvitationWhichPublishesBothEvents() {
        ports.with(Fixtures.person("ada").build());
        invite();
        records.clear();

        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("ada", "root");
        relay(NEW);

        assertThat(names()).containsExactly("invited", "withdrawn");
        assertThat(item()).doesNotContainKeys(Items.PENDING, Index.GSI2.partition());
    }

    @Test
    void aPersonWhoIsErasedAfterTheClosingHasTheSameEventWhoeverPublishesIt() {
        ports.with(Fixtures.person("ada").build());
        inviteAndPublish();
        decline();
        ClosedInvitation closing = StreamItems.closedInvitation(
                        records.get(0).before().orElseThrow(),
                        records.get(0).after().orElseThrow())
                .orElseThrow();
        new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock).erase("ada", "root");

        assertThat(closing.content().orElseThrow().invitation()).isNotEqualTo(InvitationItem.read(item()));

        relay(NEW);
        ports.outbox.markPending(closing, NOW);
        records.clear();
        sweep();

        assertThat(names()).containsExactly("declined", "invited", "declined");
        assertThat(published.get(2)).isEqualTo(published.get(0));
    }

    // ---- messages in Slack -----------------------------------------------------------------------------------------

    @Test
    void aMessageThatIsStillBeingSentIsReplacedToo() {
        inviteAndPublish();
        ports.deliveryRecords.claim(MESSAGE, NOW, NOW);
        decline();

        relay(NEW);

        verify(queues, times(1)).sendClosed(MESSAGE);
    }

    @Test
    void aMessageThatWasNeverSentIsNotReplaced() {
        inviteAndPublish();
        decline();

        relay(NEW);

        verify(queues, never()).sendClosed(any());
    }

    // ---- items of other versions of this program -------------------------------------------------------------------

    @Test
    void anInvitationThatThisProgramCannotReadIsFoundWithoutItsContentAndMarked() {
        inviteAndPublish();
        decline();
        Map<String, AttributeValue> unknown =
                new HashMap<>(records.get(0).after().orElseThrow());
        unknown.remove("lineage");

        ClosedInvitation closed = StreamItems.closedInvitation(
                        records.get(0).before().orElseThrow(), unknown)
                .orElseThrow();

        assertThat(closed).isEqualTo(new ClosedInvitation("ada", OPEN.ref(), 2, Optional.empty(), false));
        assertThat(closed.key()).isEqualTo("invitation ada/leadership/1");
        assertThat(stream.publish(closed, NEW)).isPresent();
        assertThat(item()).containsKey(Items.PENDING);
    }
}
