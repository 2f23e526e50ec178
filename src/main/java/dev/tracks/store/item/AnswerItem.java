package dev.tracks.store.item;

import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The answer to a request with an Idempotency-Key as an item with a time to live. */
public final class AnswerItem {
    private AnswerItem() {}

    /** Creates the answer; replaces only an expired one that DynamoDB's time to live has not deleted yet. */
    public static Write.Put put(IdempotentAnswer answer, Instant now) {
        Map<String, AttributeValue> item = ItemWriter.at(Keys.idempotency(answer.subject(), answer.key()))
                .text("subject", answer.subject())
                .text("key", answer.key())
                .text("bodyHash", answer.bodyHash())
                .text("answer", answer.answer())
                .time("expiresAt", answer.expiresAt())
                .number(
                        Items.EXPIRES_AT_EPOCH,
                        answer.expiresAt().getEpochSecond() + 1) // Rounded up: never deleted early.
                .build();
        Check unused = new Check(
                Condition.IDEMPOTENCY_KEY_UNUSED, Map.of("#expires", "expiresAt"), Map.of(":now", Items.time(now)));
        return new Write.Put(item, unused);
    }

    public static IdempotentAnswer read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new IdempotentAnswer(
                reader.text("subject"),
                reader.text("key"),
                reader.text("bodyHash"),
                reader.text("answer"),
                reader.time("expiresAt"));
    }
}
