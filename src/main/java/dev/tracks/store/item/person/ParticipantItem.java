package dev.tracks.store.item.person;

import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A participant as an item; the first index lists participants by name. */
public final class ParticipantItem {
    /** Set on the tombstone of a person whose data were erased. */
    public static final String ERASED_AT = "erasedAt";
    /** The name of an erased person in other people's texts. */
    public static final String ERASED_NAME = "Erased";

    private static final String EMAIL = "email";

    private ParticipantItem() {}

    /** Whether the item is the tombstone of a person whose data were erased. */
    public static boolean isErased(Optional<Map<String, AttributeValue>> item) {
        return item.filter(person -> person.containsKey(ERASED_AT)).isPresent();
    }

    /** The address as it was given, if the person has one; an erased person has none. */
    public static Optional<String> email(Map<String, AttributeValue> item) {
        return Items.optionalText(item, EMAIL);
    }

    /** A check for a transaction: the person's address is still the one that was read. */
    static Write hasAddress(String participantId, String email) {
        Check same =
                new Check(Condition.ADDRESS_UNCHANGED, Map.of("#email", EMAIL), Map.of(":email", Items.text(email)));
        return new Write.ConditionCheck(Keys.participant(participantId), same);
    }

    /** Checks for a transaction that writes about these people: none of them has been erased. */
    public static List<Write> notErased(String... participantIds) {
        Check check = new Check(Condition.PERSON_NOT_ERASED, Map.of("#erased", ERASED_AT), Map.of());
        return Arrays.stream(participantIds)
                .distinct()
                .<Write>map(id -> new Write.ConditionCheck(Keys.participant(id), check))
                .toList();
    }

    public static ItemWriter writer(Participant participant) {
        String id = participant.id();
        return ItemWriter.at(Keys.participant(id))
                .index(Index.GSI1, Keys.people(Keys.shard(id)), sortedBy(participant.name()) + "#" + id)
                .text("id", id)
                .text("name", participant.name())
                .text(EMAIL, participant.email())
                .text("slackUserId", participant.slackUserId())
                .text("formerSlackUserId", participant.aliases().formerSlackUserId())
                .text("subject", participant.aliases().subject())
                .text("userName", participant.aliases().userName())
                .text("externalId", participant.aliases().externalId())
                .texts(LookupItems.LISTED, LookupItems.of(participant))
                .text("managerId", participant.managerId())
                .text("timeZone", participant.timeZone().name())
                .json("attributes", participant.attributes())
                .flag("active", participant.active());
    }

    /** A name as a case-insensitive sort key: each character is folded by itself. */
    public static String sortedBy(String name) {
        StringBuilder folded = new StringBuilder();
        name.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** @param defaultZone replaces a time zone that this Java does not know */
    static Participant read(Map<String, AttributeValue> item, ZoneId defaultZone) {
        ItemReader reader = new ItemReader(item);
        Map<String, String> attributes = new LinkedHashMap<>();
        reader.json("attributes").forEach((name, value) -> attributes.put(name, (String) value));
        return new Participant(
                reader.text("id"),
                reader.text("name"),
                new Aliases(
                        reader.optionalText(EMAIL),
                        reader.optionalText("slackUserId"),
                        reader.optionalText("formerSlackUserId"),
                        reader.optionalText("subject"),
                        reader.optionalText("userName"),
                        reader.optionalText("externalId")),
                reader.optionalText("managerId"),
                ParticipantZone.of(reader.text("timeZone"), defaultZone),
                attributes,
                reader.flag("active"));
    }
}
