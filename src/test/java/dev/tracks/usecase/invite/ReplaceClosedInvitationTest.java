package dev.tracks.usecase.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.invite.ReplaceClosedInvitation.Closing;
import dev.tracks.usecase.invite.ShownInvitations.Shown;
import dev.tracks.usecase.message.MessageEditor;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ada's first invitation to leadership, which she sees twice in Slack: the invitation and its reminder. */
class ReplaceClosedInvitationTest {
    private static final Invitation OPEN =
            Fixtures.invitation(Fixtures.cause("week-1", "s1", "ada", 1), "leadership", 1);
    private static final MessageRef REF = MessageRef.of(MessageKind.INVITATION, OPEN);
    private static final ReceivedRecord FIRST = new ReceivedRecord("r1", 1);

    private final ShownInvitations invitations = mock(ShownInvitations.class);
    private final Catalog catalog = mock(Catalog.class);
    private final MessageEditor editor = mock(MessageEditor.class);
    private final RecordVisibility visibility = mock(RecordVisibility.class);
    private final ReplaceClosedInvitation closed =
            new ReplaceClosedInvitation(invitations, catalog, editor, visibility);

    @BeforeEach
    void setUp() {
        when(catalog.track("leadership")).thenReturn(Optional.of(Fixtures.track("leadership")));
        when(editor.replace(any(), any(), any())).thenReturn(Optional.empty());
        shown(withStatus(InvitationStatus.EXPIRED), false);
    }

    private void shown(Invitation invitation, boolean beingSent) {
        when(invitations.find(REF))
                .thenReturn(Optional.of(new Shown(invitation, List.of("D1/1.1", "D1/2.2"), beingSent)));
    }

    private static Invitation withStatus(InvitationStatus status) {
        return OPEN.transitionTo(status, TrailEntry.of(Fixtures.NOW, "closed"));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, You're in!",
        "DECLINED, Not this time",
        "EXPIRED, This invitation has expired",
        "WITHDRAWN, This invitation is closed"
    })
    void eachMessageSaysWhatHasHappened(InvitationStatus status, String heading) {
        shown(withStatus(status), false);

        assertThat(closed.replace(REF, FIRST)).isEqualTo(Closing.REPLACED);

        for (String message : List.of("D1/1.1", "D1/2.2")) {
            verify(editor).replace(eq(message), eq(OPEN.message()), startsWith(heading));
        }
        verifyNoInteractions(visibility);
    }

    @Test
    void anInvitationThatLostItsPurposeSaysThatThePersonHasStarted() {
        shown(
                OPEN.transitionTo(
                        InvitationStatus.WITHDRAWN,
                        new TrailEntry(
                                Fixtures.NOW, "withdrawn", Optional.of(SkipReason.PREVIOUSLY_STARTED), Map.of())),
                false);

        closed.replace(REF, FIRST);

        verify(editor).replace(eq("D1/1.1"), any(), contains("You have started"));
    }

    @Test
    void anOpenOrMissingInvitationIsLeftAlone() {
        shown(OPEN, false);
        assertThat(closed.replace(REF, FIRST)).isEqualTo(Closing.REPLACED);
        when(invitations.find(REF)).thenReturn(Optional.empty());
        assertThat(closed.replace(REF, FIRST)).isEqualTo(Closing.REPLACED);

        verifyNoInteractions(editor, visibility);
    }

    @Test
    void theRecordWaitsAsTheChannelAsksEachTimeTwiceAsLong() {
        when(editor.replace(any(), any(), any())).thenReturn(Optional.of(Duration.ofSeconds(30)));

        assertThat(closed.replace(REF, FIRST)).isEqualTo(Closing.RETRY);
        verify(visibility).extend(FIRST, Duration.ofSeconds(30));

        ReceivedRecord third = new ReceivedRecord("r3", 3);
        assertThat(closed.replace(REF, third)).isEqualTo(Closing.RETRY);
        verify(visibility).extend(third, Duration.ofSeconds(120));
    }

    @Test
    void afterSixAttemptsTheMessagesStayAsTheyAre() {
        when(editor.replace(any(), any(), any())).thenReturn(Optional.of(Duration.ofSeconds(30)));

        assertThat(closed.replace(REF, new ReceivedRecord("r6", 6))).isEqualTo(Closing.GIVEN_UP);

        verify(visibility, never()).extend(any(), any());
    }

    @Test
    void aMessageThatIsBeingSentIsReplacedLater() {
        shown(withStatus(InvitationStatus.WITHDRAWN), true);

        assertThat(closed.replace(REF, FIRST)).isEqualTo(Closing.RETRY);

        verify(visibility).extend(FIRST, ReplaceClosedInvitation.BEING_SENT);
    }
}
