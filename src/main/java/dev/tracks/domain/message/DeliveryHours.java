package dev.tracks.domain.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The daily hours in which messages are delivered, in the recipient's time zone. The hours may cross midnight: {@code
 * 22:00-06:00} opens in the evening.
 *
 * @param opens the time of day from which messages are delivered, inclusive
 * @param closes the time of day from which messages are no longer delivered; midnight is the end of the day
 */
public record DeliveryHours(LocalTime opens, LocalTime closes) {
    /** Messages are delivered at any time: {@code 00:00-24:00}. */
    public static final DeliveryHours ALWAYS = new DeliveryHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final String END_OF_DAY = "24:00";

    /** @throws IllegalArgumentException if both are the same time, other than midnight */
    public DeliveryHours {
        if (opens.equals(closes) && !opens.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("opens and closes must differ, both were " + opens);
        }
    }

    /**
     * Parses hours such as {@code 08:00-20:00}.
     *
     * @throws DateTimeException if one of the two is not a time of day
     * @throws IllegalArgumentException if the text has another form, or both times are the same
     */
    public static DeliveryHours parse(String text) {
        Matcher matcher = HOURS.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals(matcher.group(2))) {
            throw new IllegalArgumentException("must be hours such as 08:00-20:00, was " + text);
        }
        boolean untilMidnight = matcher.group(2).equals(END_OF_DAY);
        return new DeliveryHours(
                LocalTime.parse(matcher.group(1)),
                untilMidnight ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(2)));
    }

    /** Whether messages are delivered at that instant to a person in that zone. */
    public boolean isOpen(Instant at, ZoneId zone) {
        LocalTime time = at.atZone(zone).toLocalTime();
        boolean open = !time.isBefore(opens);
        boolean notYetClosed = time.isBefore(closes);
        return opens.isBefore(closes) ? open && notYetClosed : open || notYetClosed;
    }

    /**
     * The first instant, at or after {@code at}, at which messages are delivered to a person in that zone. If a clock
     * change skips the opening time, the hours open right after the gap, unless they have closed by then. If the
     * clocks are set back into the hours, the hours are open again.
     */
    public Instant nextOpening(Instant at, ZoneId zone) {
        Instant time = at;
        while (!isOpen(time, zone)) {
            time = nextChange(time, zone);
        }
        return time;
    }

    /** When closed hours could open: at the next opening time by the current offset, or at an earlier clock change. */
    private Instant nextChange(Instant closed, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(closed);
        LocalDateTime local = LocalDateTime.ofInstant(closed, offset);
        LocalDateTime today = local.toLocalDate().atTime(opens);
        Instant opening = (today.isAfter(local) ? today : today.plusDays(1)).toInstant(offset);
        ZoneOffsetTransition change = zone.getRules().nextTransition(closed);
        return change == null || opening.isBefore(change.getInstant()) ? opening : change.getInstant();
    }
}
