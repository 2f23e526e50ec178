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
 * When people may be sent messages: each day from one time to another, by the clocks where they are. The night may be within:
 * {@code 22:00-06:00} begins in the evening.
 *
 * @param opens the first time of day at which messages go
 * @param closes the first at which they do not go any more; midnight is the end of the day
 */
public record DeliveryHours(LocalTime opens, LocalTime closes) {
    /** {@code 00:00-24:00}. */
    public static final DeliveryHours ALWAYS = new DeliveryHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final Pattern HOURS = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");
    private static final String END_OF_DAY = "24:00";

    /** @throws IllegalArgumentException if they open and close at once, other than at midnight */
    public DeliveryHours {
        if (opens.equals(closes) && !opens.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("hours that close when they open");
        }
    }

    /**
     * Reads hours such as {@code 08:00-20:00}.
     *
     * @throws DateTimeException if a time is none
     * @throws IllegalArgumentException if the text is of another form, or the hours close when they open
     */
    public static DeliveryHours parse(String text) {
        Matcher matcher = HOURS.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals(matcher.group(2))) {
            throw new IllegalArgumentException("no hours: " + text);
        }
        boolean toTheEnd = matcher.group(2).equals(END_OF_DAY);
        return new DeliveryHours(
                LocalTime.parse(matcher.group(1)), toTheEnd ? LocalTime.MIDNIGHT : LocalTime.parse(matcher.group(2)));
    }

    /** Whether messages go at that time to somebody in that zone. */
    public boolean isOpen(Instant at, ZoneId zone) {
        LocalTime time = at.atZone(zone).toLocalTime();
        boolean open = !time.isBefore(opens);
        boolean notYetClosed = time.isBefore(closes);
        return opens.isBefore(closes) ? open && notYetClosed : open || notYetClosed;
    }

    /**
     * The first time, at or after the given one, at which messages go to somebody in that zone. Where clocks are changed: hours
     * that begin in the skipped time begin right after it, if they are not over by then; hours that the clocks come back to are
     * open again.
     */
    public Instant nextOpening(Instant at, ZoneId zone) {
        Instant time = at;
        while (!isOpen(time, zone)) {
            time = nextChange(time, zone);
        }
        return time;
    }

    /** When closed hours could open: when the clocks show that time next, or when they are changed before. */
    private Instant nextChange(Instant closed, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(closed);
        LocalDateTime local = LocalDateTime.ofInstant(closed, offset);
        LocalDateTime today = local.toLocalDate().atTime(opens);
        Instant opening = (today.isAfter(local) ? today : today.plusDays(1)).toInstant(offset);
        ZoneOffsetTransition change = zone.getRules().nextTransition(closed);
        return change == null || opening.isBefore(change.getInstant()) ? opening : change.getInstant();
    }
}
