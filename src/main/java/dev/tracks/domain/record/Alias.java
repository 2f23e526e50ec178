package dev.tracks.domain.record;

import dev.tracks.domain.Text;
import java.util.Locale;

/**
 * A name by which another system knows a person. At most one person has an alias.
 *
 * @param value in the form in which aliases are compared: two addresses that differ only in case are equal
 */
public record Alias(Kind kind, String value) {
    /** The kinds of names. */
    public enum Kind {
        EMAIL("email"),
        SLACK_USER_ID("slackUserId"),
        /** The claim {@code sub} of the identity provider's tokens. */
        SUBJECT("subject"),
        /** The user name at a provisioning client (RFC 7643, section 4.1.1). */
        USER_NAME("userName"),
        /** The id at a provisioning client (RFC 7643, section 3.1). */
        EXTERNAL_ID("externalId");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** The field of a participant that holds it. */
        public String field() {
            return field;
        }
    }

    /** An e-mail address; neither its case nor the spelling of its domain matters. */
    public static Alias email(String address) {
        return new Alias(Kind.EMAIL, EmailAddress.of(address).comparable());
    }

    public static Alias slackUserId(String slackUserId) {
        return new Alias(Kind.SLACK_USER_ID, slackUserId);
    }

    public static Alias subject(String subject) {
        return new Alias(Kind.SUBJECT, subject);
    }

    /** A user name; its case does not matter (RFC 7643, section 4.1.1). */
    public static Alias userName(String userName) {
        return new Alias(Kind.USER_NAME, Text.normalized(userName).toLowerCase(Locale.ROOT));
    }

    /** An id at a provisioning client; its case matters (RFC 7643, section 3.1). */
    public static Alias externalId(String externalId) {
        return new Alias(Kind.EXTERNAL_ID, Text.normalized(externalId));
    }
}
