package dev.tracks.store;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.TestMessage;
import dev.tracks.usecase.message.TestMessages;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores test messages as items with a time to live, in the partition of their recipient. */
@Singleton
public final class TableTestMessages implements TestMessages {
    private static final String TEXT = "text";
    private static final String MAIL_SUBJECT = "mailSubject";
    private static final String SENT_AT = "sentAt";

    private final Table table;

    public TableTestMessages(Table table) {
        this.table = table;
    }

    @Override
    public WriteResult save(List<TestMessage> messages, Instant at) {
        List<Write> writes =
                new ArrayList<>(ParticipantItem.notErased(messages.get(0).ref().participantId()));
        for (TestMessage message : messages) {
            writes.add(new Write.Put(item(message, at), Check.of(Condition.ALWAYS)));
            writes.add(UndeliverableItem.delete(message.ref()));
        }
        return table.write(writes);
    }

    private static Map<String, AttributeValue> item(TestMessage message, Instant at) {
        return ItemWriter.at(MessageItem.key(message.ref()))
                .text(TEXT, message.message().text())
                .text(MAIL_SUBJECT, message.message().mailSubject())
                .time(SENT_AT, at)
                .number(Items.EXPIRES_AT_EPOCH, at.plus(MessageItem.TEST_KEPT).getEpochSecond())
                .build();
    }

    /** The message to send. Each test has another id, so that no channel takes it for a repeat of an earlier one. */
    static OutgoingMessage outgoing(MessageRef ref, Participant to, Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        MessageText message = new MessageText(reader.text(TEXT), reader.optionalText(MAIL_SUBJECT));
        return new OutgoingMessage(
                        ref,
                        to,
                        message.text(),
                        Optional.empty(),
                        MessageItem.isSettled(ref.kind(), item),
                        Optional.of(reader.time(SENT_AT)))
                .withMailSubject(message.mailSubject());
    }
}
