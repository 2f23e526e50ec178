package dev.tracks.store.item;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A message in the list of undeliverable messages. It exists exactly as long as the message's delivery record has a
 * time of failure: it is written and deleted in the same transactions. Only the erasure of the person deletes it alone. An
 * entry about a test expires, as the test does. Its keys name the message and the time; the attributes of the same content are
 * for the version before, to which a deployment may be rolled back.
 */
public final class UndeliverableItem {
    private UndeliverableItem() {}

    /** Lists the message. An update, not a put: {@code deliver} needs no permission to replace items. */
    public static Write put(MessageRef ref, Refusal refusal) {
        String person = ref.participantId();
        ItemWriter entry = ItemWriter.map()
                .index(Index.GSI1, Keys.undeliverable(Keys.shard(person)), Keys.time(refusal.at()))
                .name("kind", ref.kind())
                .text("participantId", person)
                .text("trackId", ref.trackId())
                .number("number", ref.number())
                .time("at", refusal.at())
                .text("channel", refusal.channel())
                .text("error", refusal.error())
                .text("detail", refusal.detail());
        if (ref.kind() == MessageKind.TEST) {
            entry.number(
                    Items.EXPIRES_AT_EPOCH,
                    refusal.at().plus(MessageItem.TEST_KEPT).getEpochSecond());
        }
        return new Write.Update(Keys.undeliverable(ref), entry.build(), Set.of(), Check.of(Condition.ALWAYS));
    }

    /**
     * Records that the message is undeliverable, under that condition: on its own record, and in the list. This ends the
     * claim, so that the message does not count as being sent after its refusal was cleared.
     */
    public static List<Write> record(MessageRef ref, Refusal refusal, Check check) {
        ItemWriter failure = ItemWriter.map()
                .time(MessageItem.failedAt(ref.kind()), refusal.at())
                .text(MessageItem.error(ref.kind()), refusal.error())
                .text(MessageItem.errorDetail(ref.kind()), refusal.detail());
        return List.of(
                new Write.Update(
                        MessageItem.key(ref), failure.build(), Set.of(MessageItem.claimedAt(ref.kind())), check),
                put(ref, refusal));
    }

    /** Removes the message from the list, if it is listed. */
    public static Write delete(MessageRef ref) {
        return new Write.Delete(Keys.undeliverable(ref), Check.of(Condition.ALWAYS));
    }

    /** @param item the item, or its entry of the first index */
    public static Undeliverable read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        KeyParts keys = new KeyParts(item);
        return new Undeliverable(
                keys.undeliverable(),
                new Refusal(
                        keys.time(Index.GSI1),
                        reader.text("channel"),
                        reader.text("error"),
                        reader.optionalText("detail")));
    }
}
