package dev.tracks.domain.record;

import dev.tracks.domain.Text;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address in the two forms that the program needs. Every text has both forms, so that stored addresses and
 * the claims of a token can be compared. Whether a text is an address is checked where it enters the program.
 *
 * @param address the address as it is sent: the domain in Punycode, because Amazon SES accepts ASCII only (SES API v2,
 *     "Destination")
 * @param comparable equal for two addresses of one mailbox: {@code address} in lower case
 */
public record EmailAddress(String address, String comparable) {

    /** Normalizes the text. Never fails: the domain stays as it is if it has no Punycode form. */
    public static EmailAddress of(String text) {
        String normalized = Text.normalized(text);
        int domain = normalized.lastIndexOf('@') + 1;
        String address = normalized.substring(0, domain) + punycode(normalized.substring(domain));
        return new EmailAddress(address, address.toLowerCase(Locale.ROOT));
    }

    private static String punycode(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
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
     * Whether IDNA 2003, which {@link IDN} implements, has only changed compatibility characters. It also
     * removes invisible characters and replaces {@code ß} by {@code ss}, which can be the domain of somebody else (UTS
     * 46, "Deviations").
     */
    private static boolean isSameDomain(String given, String converted) {
        return Normalizer.normalize(given, Normalizer.Form.NFKC).equals(converted);
    }
}
