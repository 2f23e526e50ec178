package dev.tracks.store.table;

import dev.tracks.domain.WireName;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads from an item's keys what {@link Keys} has written to them: an entry of an index has the keys, but not all
 * attributes.
 */
public final class KeyParts {
    private static final String SEPARATOR = "#";

    private final Key key;
    private final Map<String, AttributeValue> item;

    /** @param item an item or an entry of an index */
    public KeyParts(Map<String, AttributeValue> item) {
        this.key = Items.key(item);
        this.item = item;
    }

    /** The person whose item it is. */
    public String participantId() {
        return key.pk().substring(Keys.user("").length());
    }

    /** The instance that the item stores. */
    public EnrollmentRef enrollment() {
        return new EnrollmentRef(part(1), number(2));
    }

    /** The invitation that the item stores. */
    public InvitationRef invitation() {
        return new InvitationRef(part(1), number(2));
    }

    /** The cause of the run that the item stores. */
    public StepReached cause() {
        return new StepReached(part(1), part(3), participantId(), number(2));
    }

    /** The message that the item lists. */
    public MessageRef undeliverable() {
        MessageKind kind = WireName.find(MessageKind.class, part(1)).orElseThrow();
        return new MessageRef(kind, participantId(), part(2), number(3));
    }

    /** The time with which the item's sort key in that index ends. */
    public Instant time(Index index) {
        String sort = item.get(index.sort()).s();
        return Instant.parse(sort.substring(sort.lastIndexOf(SEPARATOR) + 1));
    }

    private int number(int index) {
        return Integer.parseInt(part(index));
    }

    private String part(int index) {
        return key.sk().split(SEPARATOR)[index];
    }
}
