package dev.tracks.store;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.SuppressedAddressItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.feedback.FeedbackRecords;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.SentMail;
import dev.tracks.usecase.message.Refusal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Records feedback in the delivery records of messages, and suppressed addresses beside their people. */
@Singleton
public final class TableFeedbackRecords implements FeedbackRecords {
    private static final String CHANNEL = "ses";

    private final Table table;

    public TableFeedbackRecords(Table table) {
        this.table = table;
    }

    @Override
    public Optional<SentMail> find(MessageRef message) {
        return table.get(MessageItem.key(message)).map(item -> MessageItem.sentMail(message.kind(), item));
    }

    @Override
    public WriteResult recordFailure(MailFeedback feedback) {
        MessageKind kind = feedback.message().kind();
        Check sent = new Check(
                Condition.MAIL_IS_LATEST,
                Map.of("#channelId", MessageItem.channelId(kind), "#failed", MessageItem.failedAt(kind)),
                Map.of(":channelId", Items.text(feedback.channelId())));
        Refusal refusal =
                new Refusal(feedback.at(), CHANNEL, feedback.kind().wireName(), Optional.of(feedback.detail()));
        return table.write(UndeliverableItem.record(feedback.message(), refusal, sent));
    }

    @Override
    public WriteResult suppressAddress(MailFeedback feedback) {
        return table.get(Keys.participant(feedback.message().participantId()))
                .flatMap(ParticipantItem::email)
                .filter(email -> EmailAddress.of(email)
                        .comparable()
                        .equals(feedback.address().comparable()))
                .map(email -> table.write(SuppressedAddressItem.put(feedback, email)))
                .orElse(WriteResult.WRITTEN);
    }
}
