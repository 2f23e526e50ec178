package dev.tracks.domain.record;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address in the two forms that the program needs. Every text has both forms, so that stored addresses and
 * the claims of a token can be compared. Whether a text is an address is checked where it enters the program.
 *
 * @param address the address as it is sent: the domain in Punycode, because Amazon SES accepts ASCII only (SES API v2,
 *     "Destination")
 * @param comparable equal for two addresses of one mailbox: {@code address} in lower case, except a part before the @
 *     that is not ASCII
 */
public record EmailAddress(String address, String comparable) {
    /** The maximum length in characters (RFC 5321, section 4.5.3.1.3, without the angle brackets). */
    public static final int MAX = 254;

    /**
     * Converts the text. Never fails: the domain stays as it is if it has no Punycode form. Before the @,
     * nothing is removed, and case is ignored only if all characters are ASCII. Otherwise a verified address with a Kelvin sign, which is
     * a {@code k} in lower case, would be the address of somebody else.
     */
    public static EmailAddress of(String text) {
        int domainStart = text.lastIndexOf('@') + 1;
        String localPart = text.substring(0, domainStart);
        String domain = punycode(text.substring(domainStart));
        String comparable = isAscii(localPart) ? localPart.toLowerCase(Locale.ROOT) : localPart;
        return new EmailAddress(localPart + domain, comparable + domain.toLowerCase(Locale.ROOT));
    }

    private static String punycode(String domain) {
        if (isAscii(domain)) {
            return domain;
        }
        String lowerCase = domain.toLowerCase(Locale.ROOT); // Java knows more letters than IDNA 2003.
        try {
            String ascii = IDN.toASCII(lowerCase, IDN.USE_STD3_ASCII_RULES);
            return isSameDomain(lowerCase, IDN.toUnicode(ascii)) ? ascii : domain;
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }

    /**
     * Whether IDNA 2003, which {@link IDN} implements, has only composed letters and replaced compatibility characters.
     * It also removes invisible characters and replaces {@code ß} by {@code ss}, which can be the domain of somebody else
     * (UTS 46, "Deviations").
     */
    private static boolean isSameDomain(String given, String converted) {
        return Normalizer.normalize(given, Normalizer.Form.NFKC).equals(converted);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
