package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.job.TableJobRows;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.row.JobEffect;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A closed invitation that was published before is published from the stream's record of its closing alone. */
class ClosedInvitationsTest extends ClosedInvitationsFixture {
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

    @Test
    void laterWritesOfAClosedInvitationPublishNothing() {
        inviteAndPublish();
        ports.deliveryRecords.claim(MESSAGE, NOW, NOW);
        decline();
        relay(NEW);
        ports.deliveryRecords.recordDelivered(MESSAGE, NOW, NOW, Optional.of("D1/1.0"));
        ports.with(Fixtures.person("ada").build());
        eraseAda();

        assertThat(records).hasSize(2);
        relay(NEW);

        assertThat(names()).containsExactly("declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

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
    void aPersonWhoIsErasedAfterTheClosingHasTheSameEventWhoeverPublishesIt() {
        ports.with(Fixtures.person("ada").build());
        inviteAndPublish();
        decline();
        ClosedInvitation closing = closed(closing()).orElseThrow();
        eraseAda();

        assertThat(closing.content().orElseThrow().invitation()).isNotEqualTo(InvitationItem.read(item()));

        relay(NEW);
        ports.outbox.markPending(closing, NOW);
        records.clear();
        sweep();

        assertThat(names()).containsExactly("declined", "invited", "declined");
        assertThat(published.get(2)).isEqualTo(published.get(0));
    }

    @Test
    void anInvitationThatAJobWithdrawsIsPublishedAndNotDueAnyMore() {
        inviteAndPublish();
        Invitation withdrawn = OPEN.transitionTo(InvitationStatus.WITHDRAWN, TrailEntry.of(NOW, "withdrawn"));
        assertThat(new TableJobRows(table).write(List.of(new JobEffect.CloseInvitation(withdrawn)), "root"))
                .isEqualTo(WriteResult.WRITTEN);

        relay(NEW);

        assertThat(names()).containsExactly("withdrawn");
        assertThat(due()).isEmpty();
    }

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
}
