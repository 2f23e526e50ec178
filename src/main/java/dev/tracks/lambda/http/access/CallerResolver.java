package dev.tracks.lambda.http.access;

import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.usecase.people.Participants;
import jakarta.inject.Singleton;

/**
 * Finds the participant who sends a request: the one whose {@code subject} is the token's {@code sub}; otherwise, the
 * one with the token's verified e-mail address; otherwise, the one whose id is the value of the configured claim.
 */
@Singleton
public final class CallerResolver {
    private final Claims claims;
    private final Participants participants;

    public CallerResolver(Claims claims, Participants participants) {
        this.claims = claims;
        this.participants = participants;
    }

    /**
     * The caller. One request to the table.
     *
     * @throws ProblemException 401 if the gateway verified no token, or a token without a subject
     */
    public Caller caller(HttpRequest request) {
        Claims.Identity identity = claims.read(request);
        return new Caller(
                identity.subject(),
                participants.find(identity.aliases(), identity.participantId()),
                identity.roles(),
                identity.tried());
    }
}
