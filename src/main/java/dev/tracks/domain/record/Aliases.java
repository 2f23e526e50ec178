package dev.tracks.domain.record;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names by which other systems know a person, as they were given.
 *
 * @param email at most 254 characters
 * @param slackUserId such as {@code U012AB3CD}
 * @param subject the claim {@code sub} of the person's tokens, at most 256 characters. It is compared exactly, so it is
 *     never changed: a subject that looks as if it was copied with white space is refused
 */
public record Aliases(Optional<String> email, Optional<String> slackUserId, Optional<String> subject) {
    /** The maximum length of a subject, in code points (contract). OpenID Connect allows 255 (Core, section 2). */
    public static final int SUBJECT_MAX = 256;

    /** A person whom no other system knows. */
    public static final Aliases NONE = new Aliases(Optional.empty(), Optional.empty(), Optional.empty());

    public Aliases {
        email = email.map(text -> address(Text.required("email", text, 254)));
        slackUserId = slackUserId.map(text -> Text.required("slackUserId", text, 64));
        subject.ifPresent(Aliases::requireSubject);
    }

    /** The aliases in the form in which they are compared. */
    public List<Alias> all() {
        return Stream.of(
                        email.map(Alias::email).stream(),
                        slackUserId.map(Alias::slackUserId).stream(),
                        subject.map(Alias::subject).stream())
                .flatMap(alias -> alias)
                .toList();
    }

    /** Not by {@link Text}, which changes what it accepts: the subject must stay as the token has it. */
    private static void requireSubject(String text) {
        if (text.isEmpty()) {
            throw new InvalidFieldException("subject", "must not be empty");
        }
        if (text.codePointCount(0, text.length()) > SUBJECT_MAX) {
            throw new InvalidFieldException("subject", "must have at most " + SUBJECT_MAX + " characters");
        }
        if (isSpace(text.codePointAt(0))
                || isSpace(text.codePointBefore(text.length()))
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(
                    "subject", "must equal the claim sub: without surrounding white space or control characters");
        }
    }

    /** White space of any kind, or a byte order mark. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private static String address(String text) {
        int at = text.indexOf('@');
        if (at < 1
                || at != text.lastIndexOf('@')
                || at == text.length() - 1
                || text.chars().anyMatch(c -> c <= ' ')) {
            throw new InvalidFieldException("email", "must be an e-mail address");
        }
        return text;
    }
}
