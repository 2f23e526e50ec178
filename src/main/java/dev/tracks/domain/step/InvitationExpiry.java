package dev.tracks.domain.step;

import dev.tracks.domain.InvalidFieldException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long the invitations of a step can be answered. As in the setting for all steps, days are exact: 24 hours each, also
 * across clock changes.
 *
 * @param days from 1 to {@link #DAYS_MAX}
 */
public record InvitationExpiry(int days) {
    public static final int DAYS_MAX = 9_999;

    private static final Pattern DAYS = Pattern.compile("P([1-9][0-9]{0,3})D");

    public InvitationExpiry {
        if (days < 1 || days > DAYS_MAX) {
            throw invalid();
        }
    }

    /**
     * Reads a number of days in ISO 8601, such as {@code P30D}.
     *
     * @throws InvalidFieldException for {@code invitationExpiry} if the text has another form
     */
    public static InvitationExpiry parse(String text) {
        var matcher = DAYS.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        return new InvitationExpiry(Integer.parseInt(matcher.group(1)));
    }

    private static InvalidFieldException invalid() {
        return new InvalidFieldException(
                "invitationExpiry", "must be a number of days from P1D to P" + DAYS_MAX + "D, such as P30D");
    }

    public Duration duration() {
        return Duration.ofDays(days);
    }

    /** In ISO 8601, such as {@code P30D}. */
    @Override
    public String toString() {
        return "P" + days + "D";
    }
}
