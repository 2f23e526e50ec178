package dev.tracks.domain.record;

import dev.tracks.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names by which other systems know a person, as they were given.
 *
 * @param email an e-mail address
 * @param slackUserId such as {@code U012AB3CD}
 * @param subject the claim {@code sub} of the person's tokens, at most 256 characters. It is compared exactly, so it is
 *     never changed
 */
public record Aliases(Optional<String> email, Optional<String> slackUserId, Optional<String> subject) {
    /** The maximum length of a subject, in code points (contract). OpenID Connect allows 255 (Core, section 2). */
    public static final int SUBJECT_MAX = 256;

    /** A person whom no other system knows. */
    public static final Aliases NONE = new Aliases(Optional.empty(), Optional.empty(), Optional.empty());

    /** Normalizes texts and accepts any: a stored text can be older than a rule. The API checks what it receives. */
    public Aliases {
        email = email.map(Text::normalized);
        slackUserId = slackUserId.map(Text::normalized);
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
}
