package dev.tracks.domain.record;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;

/**
 * A participant's time zone.
 *
 * <p>A name can be stored that this Java does not know: its time zone database is older than that of the Java that saved
 * the person. The name is kept, and the default zone is used.
 *
 * @param name the name as it is stored
 * @param zone the zone to calculate with
 */
public record ParticipantZone(String name, ZoneId zone) {
    /** The name of the unknown time zone in evidence. */
    public static final String UNKNOWN = "unknownTimeZone";

    /** The zone with that name, or the default zone if this Java does not know the name. Never fails. */
    public static ParticipantZone of(String name, ZoneId defaultZone) {
        try {
            return new ParticipantZone(name, ZoneId.of(name));
        } catch (DateTimeException e) {
            return new ParticipantZone(name, defaultZone);
        }
    }

    /** That zone, by its own name. */
    public static ParticipantZone of(ZoneId zone) {
        return new ParticipantZone(zone.getId(), zone);
    }

    /** Whether the zone is the named one, and not the default zone. */
    public boolean isKnown() {
        return zone.getId().equals(name);
    }

    /** What the evidence of a decision says that used this zone: nothing if the name is known. */
    public Map<String, Object> evidence() {
        return isKnown() ? Map.of() : Map.of(UNKNOWN, name, "timeZone", zone.getId());
    }
}
