package dev.tracks.lambda.http.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sender of a request, according to the token that the gateway has verified.
 *
 * @param subject the claim {@code sub}; it identifies the caller at the issuer
 * @param participantId the participant who the caller is; empty if the caller is none
 * @param roles the known roles; other roles are ignored
 * @param tried the names of the claims by which the participant was looked up
 */
public record Caller(String subject, Optional<String> participantId, Set<Role> roles, List<String> tried) {
    /** The caller of a public route; a token is ignored. */
    public static final Caller ANONYMOUS = new Caller("", Optional.empty(), Set.of(), List.of());

    /** Who makes a change, as stored with it: the participant's id, or the subject of a caller who is none. */
    public String by() {
        return participantId.orElse(subject);
    }

    boolean is(Role role) {
        return roles.contains(role);
    }

    boolean is(String participantId) {
        return this.participantId.filter(participantId::equals).isPresent();
    }
}
