package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outages of the channel, and the turns that processes take. */
interface ChannelStateContract extends WithPorts {
    Instant AT_NINE = Fixtures.NOW;
    Duration MINUTE = Duration.ofMinutes(1);
    Outage REVOKED = new Outage(AT_NINE, "token_revoked");
    Outage REVOKED_AGAIN = new Outage(AT_NINE.plusSeconds(90), "invalid_auth");

    private ChannelState state() {
        return new TableChannelState(ports().table);
    }

    @Test
    default void theFirstReportSaysSinceWhenTheChannelIsDownAndTheLatestOneWhy() {
        assertThat(state().outage()).isEmpty();

        state().begin(REVOKED);
        state().begin(REVOKED_AGAIN);

        assertThat(state().outage()).contains(new Outage(REVOKED.since(), REVOKED_AGAIN.error()));
    }

    @Test
    default void anOutageEndsAndAnotherOneCanBegin() {
        state().end();
        state().begin(REVOKED);
        state().end();
        assertThat(state().outage()).isEmpty();

        state().begin(REVOKED_AGAIN);

        assertThat(state().outage()).contains(REVOKED_AGAIN);
    }

    @Test
    default void oneProcessTakesEachTurn() {
        assertThat(state().take(ChannelState.PROBE, AT_NINE, MINUTE)).isTrue();
        assertThat(state().take(ChannelState.PROBE, AT_NINE, MINUTE)).isFalse();
        assertThat(state().take(ChannelState.PROBE, AT_NINE.plus(MINUTE).minusMillis(1), MINUTE))
                .isFalse();
        assertThat(state().take("another", AT_NINE, MINUTE)).isTrue();

        assertThat(state().take(ChannelState.PROBE, AT_NINE.plus(MINUTE), MINUTE))
                .isTrue();
        assertThat(state().take(ChannelState.PROBE, AT_NINE.plus(MINUTE), MINUTE))
                .isFalse();
    }

    @Test
    default void aMessageIsReadWithTheOutageOfItsChannelAndAnInvitationWithItsExpiry() {
        ports().with(Fixtures.person("ada").build());
        ports().invite(
                        RunFixtures.invited(Fixtures.cause("day-1", "s2", "ada", 1), HeldMessagesContract.TO_LEAD),
                        HeldMessagesContract.TO_LEAD);
        MessageRef asked = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);
        assertThat(ports().deliveryRecords.find(asked))
                .get()
                .returns(Optional.empty(), StoredMessage::outage)
                .returns(Optional.of(HeldMessagesContract.TO_LEAD.expiresAt()), StoredMessage::obsoleteAt);

        state().begin(REVOKED);

        assertThat(ports().deliveryRecords.find(asked)).get().returns(Optional.of(REVOKED), StoredMessage::outage);
        state().end();
        assertThat(ports().deliveryRecords.find(asked))
                .get()
                .returns(Optional.empty(), StoredMessage::outage)
                .satisfies(stored -> assertThat(stored.outgoing())
                        .returns(asked, OutgoingMessage::ref)
                        .returns(false, OutgoingMessage::settled));
    }
}
