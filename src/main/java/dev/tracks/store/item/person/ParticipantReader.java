package dev.tracks.store.item.person;

import dev.tracks.domain.record.Participant;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads participants, and logs a warning once for each time zone that this Java does not know. */
@Singleton
public final class ParticipantReader {
    private static final Logger LOG = Logger.getLogger(ParticipantReader.class);

    private final ZoneId defaultZone;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /** @param defaultZone replaces a time zone that this Java does not know */
    public ParticipantReader(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    /** The participant that the item stores. */
    public Participant read(Map<String, AttributeValue> item) {
        Participant participant = ParticipantItem.read(item, defaultZone);
        if (!participant.timeZone().isKnown()
                && reported.add(participant.timeZone().name())) {
            LOG.warnf(
                    "unknown time zone %s: %s is used until this Java has newer time zone data",
                    participant.timeZone().name(), defaultZone);
        }
        return participant;
    }
}
