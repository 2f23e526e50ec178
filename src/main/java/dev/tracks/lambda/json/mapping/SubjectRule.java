package dev.tracks.lambda.json.mapping;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.Text;
import dev.tracks.domain.record.Aliases;

/**
 * The rule for a participant's subject. It is compared exactly with the claim {@code sub}, so it is never changed, as
 * other texts are: a subject that looks as if it was copied with white space is refused.
 */
final class SubjectRule {
    private SubjectRule() {}

    /**
     * Returns the text.
     *
     * @throws InvalidFieldException if the text is not a subject
     */
    static String valid(String text) {
        if (text.isEmpty()) {
            throw new InvalidFieldException("subject", "must not be empty");
        }
        if (text.codePointCount(0, text.length()) > Aliases.SUBJECT_MAX) {
            throw new InvalidFieldException("subject", "must have at most " + Aliases.SUBJECT_MAX + " characters");
        }
        if (isSpace(text.codePointAt(0))
                || isSpace(text.codePointBefore(text.length()))
                || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidFieldException(
                    "subject", "must equal the claim sub: without surrounding white space or control characters");
        }
        Text.requireUtf8("subject", text);
        return text;
    }

    /** White space of any kind, or a byte order mark. */
    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
