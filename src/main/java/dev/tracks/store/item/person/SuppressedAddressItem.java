package dev.tracks.store.item.person;

import dev.tracks.domain.record.EmailAddress;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.feedback.MailFeedback;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A person's e-mail address that receives no further mail, after a permanent bounce or a complaint. There is one item
 * per person. A change of the address deletes it, so that setting the same address again ends the suppression.
 */
public final class SuppressedAddressItem {
    private static final String ADDRESS = "address";
    private static final String ERROR = "error";

    private SuppressedAddressItem() {}

    /**
     * Suppresses the address of the feedback, if it is still the person's.
     *
     * @param email the person's address as it was read
     */
    public static List<Write> put(MailFeedback feedback, String email) {
        String person = feedback.message().participantId();
        ItemWriter item = ItemWriter.at(Keys.suppressedAddress(person))
                .text(ADDRESS, feedback.address().comparable())
                .text(ERROR, feedback.kind().addressError())
                .time("at", feedback.at());
        return List.of(
                new Write.Put(item.build(), Check.of(Condition.ALWAYS)), ParticipantItem.hasAddress(person, email));
    }

    /** The deletion, if the save of a person changes their address. */
    public static Stream<Write> deleted(Optional<Participant> before, Participant after) {
        Optional<String> address = address(before);
        return address.isEmpty() || address.equals(address(Optional.of(after)))
                ? Stream.empty()
                : Stream.of(delete(Keys.suppressedAddress(after.id())));
    }

    public static Write delete(Key key) {
        return new Write.Delete(key, Check.of(Condition.ALWAYS));
    }

    /**
     * Why no mail is sent to the person's address, if none is.
     *
     * @param item the person's item, if there is one
     */
    public static Optional<String> error(Optional<Map<String, AttributeValue>> item, Participant person) {
        return item.map(ItemReader::new)
                .filter(suppressed -> suppressed.optionalText(ADDRESS).equals(address(Optional.of(person))))
                .map(suppressed -> suppressed.text(ERROR));
    }

    private static Optional<String> address(Optional<Participant> person) {
        return person.flatMap(Participant::email)
                .map(email -> EmailAddress.of(email).comparable());
    }
}
