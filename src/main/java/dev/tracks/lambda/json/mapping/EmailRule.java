package dev.tracks.lambda.json.mapping;

import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.EmailAddress;
import java.util.regex.Pattern;

/**
 * The e-mail addresses that the API accepts: those that Amazon SES can send to. The validator JMail checks the form of
 * RFC 5321; the rules of this class exclude what the RFC allows and SES or a directory does not use, such as quoted local
 * parts, comments and display names.
 */
final class EmailRule {
    /** Dot-atom (RFC 5322, section 3.2.3), without non-ASCII characters, because SES does not support SMTPUTF8. */
    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+");

    private static final EmailValidator VALIDATOR = JMail.strictValidator()
            .requireAscii()
            .disallowObsoleteWhitespace()
            .disallowSingleCharacterTopLevelDomains()
            // The identifier is the text around angle brackets: empty for <ada@example.com>.
            .withRule(email -> email.identifier() == null && email.comments().isEmpty())
            .withRule(email -> LOCAL_PART.matcher(email.localPart()).matches());

    private EmailRule() {}

    /**
     * Returns the normalized text, with the domain as it is given.
     *
     * @throws InvalidFieldException for {@code email} if the text is not an address
     */
    static String valid(String text) {
        String line = Text.line("email", text, EmailAddress.MAX);
        String address = EmailAddress.of(line).address();
        if (address.length() > EmailAddress.MAX || VALIDATOR.isInvalid(address)) {
            throw new InvalidFieldException(
                    "email",
                    "must be an e-mail address such as ada@example.com: unquoted ASCII characters before the @, and an"
                            + " internet domain after it");
        }
        return line;
    }
}
