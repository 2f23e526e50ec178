package dev.tracks.domain.record;

import dev.tracks.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names by which other systems know a person, as they were given.
 *
 * @param email an e-mail address
 * @param slackUserId the Slack user to whom messages are sent, such as {@code U012AB3CD}
 * @param formerSlackUserId another id of the same Slack user. A workspace that migrates to Enterprise Grid gives its
 *     users global ids, and their earlier, local ids stay valid (Slack docs, "migration.exchange")
 * @param subject the claim {@code sub} of the person's tokens, at most 256 characters. It is compared exactly, so it is
 *     never changed
 * @param userName the person's user name at the client that provisions people by SCIM
 * @param externalId the person's id at that client
 */
public record Aliases(
        Optional<String> email,
        Optional<String> slackUserId,
        Optional<String> formerSlackUserId,
        Optional<String> subject,
        Optional<String> userName,
        Optional<String> externalId) {
    /** The maximum length of a user name and of an external id, in code points (contract). */
    public static final int PROVISIONED_MAX = 256;

    /** The maximum length of a subject, in code points (contract). OpenID Connect allows 255 (Core, section 2). */
    public static final int SUBJECT_MAX = 256;

    /** A person whom no other system knows. */
    public static final Aliases NONE = new Aliases(Optional.empty(), Optional.empty(), Optional.empty());

    /** Normalizes texts and accepts any: a stored text can be older than a rule. The API checks what it receives. */
    public Aliases {
        email = email.map(Text::normalized);
        slackUserId = slackUserId.map(Text::normalized);
        formerSlackUserId = formerSlackUserId.map(Text::normalized);
        userName = userName.map(Text::normalized);
        externalId = externalId.map(Text::normalized);
    }

    /** The names of a person who was not provisioned. */
    public Aliases(
            Optional<String> email,
            Optional<String> slackUserId,
            Optional<String> formerSlackUserId,
            Optional<String> subject) {
        this(email, slackUserId, formerSlackUserId, subject, Optional.empty(), Optional.empty());
    }

    /** The names of a person with at most one Slack id. */
    public Aliases(Optional<String> email, Optional<String> slackUserId, Optional<String> subject) {
        this(email, slackUserId, Optional.empty(), subject);
    }

    /** Whether it is one of the person's Slack ids. */
    public boolean hasSlackUserId(String id) {
        return Stream.of(slackUserId, formerSlackUserId)
                .anyMatch(known -> known.filter(id::equals).isPresent());
    }

    /** The field of a participant that holds the alias, which is one of {@link #all}. */
    public String field(Alias alias) {
        boolean former = alias.kind() == Alias.Kind.SLACK_USER_ID
                && slackUserId.filter(alias.value()::equals).isEmpty();
        return former ? "formerSlackUserId" : alias.kind().field();
    }

    /** The aliases in the form in which they are compared. */
    public List<Alias> all() {
        return Stream.of(
                        email.map(Alias::email).stream(),
                        slackUserId.map(Alias::slackUserId).stream(),
                        formerSlackUserId.map(Alias::slackUserId).stream(),
                        subject.map(Alias::subject).stream(),
                        userName.map(Alias::userName).stream(),
                        externalId.map(Alias::externalId).stream())
                .flatMap(alias -> alias)
                .distinct()
                .toList();
    }
}
