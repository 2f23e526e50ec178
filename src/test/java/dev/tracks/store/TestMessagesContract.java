package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.message.TestMessage;
import dev.tracks.usecase.view.Undeliverables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Test messages: delivered like others, replaced by the next test, and erased. */
interface TestMessagesContract extends ErasureFixture {
    MessageRef FIRST = new MessageRef(MessageKind.TEST, "ada", "leadership", 1);
    MessageRef SECOND = new MessageRef(MessageKind.TEST, "ada", "leadership", 2);

    private WriteResult save(String text, Instant at) {
        MessageText message = new MessageText(text, Optional.of("Test: Lead"));
        return ports().testMessages
                .save(
                        List.of(
                                new TestMessage(FIRST, MessageKind.INVITATION, message),
                                new TestMessage(SECOND, MessageKind.REMINDER, message)),
                        at);
    }

    private Optional<OutgoingMessage> found(MessageRef ref) {
        return ports().deliveryRecords.find(ref).map(StoredMessage::outgoing);
    }

    private boolean claim() {
        return ports().deliveryRecords.claim(FIRST, Fixtures.NOW, Fixtures.NOW.minusSeconds(40));
    }

    @Test
    default void aTestIsFoundWithoutAButton() {
        ports().with(Fixtures.person("ada").build());

        assertThat(save("Test: Ada?", Fixtures.NOW)).isEqualTo(WriteResult.WRITTEN);

        for (MessageRef ref : List.of(FIRST, SECOND)) {
            assertThat(found(ref))
                    .contains(new OutgoingMessage(
                                    ref,
                                    Fixtures.person("ada").build(),
                                    "Test: Ada?",
                                    Optional.empty(),
                                    false,
                                    Optional.of(Fixtures.NOW))
                            .withMailSubject(Optional.of("Test: Lead")));
        }
    }

    @Test
    default void aTestIsDeliveredOnceAndANewTestReplacesIt() {
        ports().with(Fixtures.person("ada").build());
        save("Test: Ada?", Fixtures.NOW);
        String id = found(FIRST).orElseThrow().id();

        assertThat(claim()).isTrue();
        assertThat(claim()).isFalse();
        ports().deliveryRecords.recordDelivered(FIRST, Fixtures.NOW, Fixtures.NOW, Optional.empty());
        assertThat(found(FIRST)).get().returns(true, OutgoingMessage::settled);
        assertThat(found(SECOND)).get().returns(false, OutgoingMessage::settled);

        save("Test: Ada!", Fixtures.NOW.plusSeconds(1));
        assertThat(found(FIRST))
                .get()
                .returns(false, OutgoingMessage::settled)
                .returns("Test: Ada!", OutgoingMessage::text);
        assertThat(found(FIRST).orElseThrow().id()).isNotEqualTo(id);
        assertThat(claim()).isTrue();
    }

    @Test
    default void aRefusedTestIsNotSentAgainAndListedUntilTheNextTest() {
        ports().with(Fixtures.person("ada").build());
        save("Test: Ada?", Fixtures.NOW);
        claim();

        ports().deliveryRecords.recordRefused(FIRST, Fixtures.NOW, new Refusal(Fixtures.NOW, "slack", "no_slack_user"));

        assertThat(found(FIRST)).get().returns(true, OutgoingMessage::settled);
        assertThat(listed()).containsExactly(FIRST);
        save("Test: Ada?", Fixtures.NOW.plusSeconds(1));
        assertThat(listed()).isEmpty();
    }

    private List<MessageRef> listed() {
        return ports().undeliverables.undeliverable(Fixtures.NOW, any -> true, 10, Optional.empty()).data().stream()
                .map(Undeliverables.Undeliverable::message)
                .toList();
    }

    @Test
    default void aTestIsErasedWithItsRecipientAndNoneIsWrittenAfterwards() {
        ports().with(Fixtures.person("ada").build());
        save("Test: Ada?", Fixtures.NOW);

        erase();

        assertThat(ports().table.get(Keys.testMessage("ada", "leadership", 1))).isEmpty();
        assertThat(save("Test: Ada?", Fixtures.NOW)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(found(FIRST)).isEmpty();
    }

    @Test
    default void aTestExpiresADayLaterAlsoInTheListOfUndeliverableMessages() {
        ports().with(Fixtures.person("ada").build());
        save("Test: Ada?", Fixtures.NOW);
        claim();
        ports().deliveryRecords.recordRefused(FIRST, Fixtures.NOW, new Refusal(Fixtures.NOW, "slack", "no_slack_user"));

        for (Key key : List.of(Keys.testMessage("ada", "leadership", 1), Keys.undeliverable(FIRST))) {
            assertThat(ports().table
                            .get(key)
                            .orElseThrow()
                            .get("expiresAtEpoch")
                            .n())
                    .isEqualTo(Long.toString(Fixtures.NOW.getEpochSecond() + 86_400));
        }
    }
}
