package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.Unicode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The claims that identify a caller.
 *
 * @param id the name of the claim that is compared with participant ids
 * @param roles where the token contains the roles
 */
public record Claims(String id, RoleClaim roles) {
    private static final String SUBJECT = "sub";
    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";

    /**
     * What a verified token says about its bearer.
     *
     * @param email present only if the issuer has verified that the address belongs to the bearer
     * @param participantId the claim that is compared with participant ids, if it is an id
     * @param tried the names of the claims that can identify a participant
     */
    record Identity(
            String subject,
            Optional<String> email,
            Optional<String> participantId,
            Set<Role> roles,
            List<String> tried) {
        /** The aliases that the participant may have, the decisive one first. */
        List<Alias> aliases() {
            return Stream.concat(Stream.of(Alias.subject(subject)), email.map(Alias::email).stream())
                    .toList();
        }
    }

    /**
     * Reads the verified token of the request. Without a bearer token that matches the verified claims, the caller has
     * no role: the gateway flattens claims to strings, in which one role cannot be distinguished from two.
     *
     * @throws ProblemException 401 if the gateway verified no token, or a token without a subject
     */
    Identity read(HttpRequest request) {
        JsonNode verified = request.claims();
        String subject = text(verified, SUBJECT, Aliases.SUBJECT_MAX).orElseThrow(Claims::unauthenticated);
        JsonNode payload =
                BearerToken.payload(request.header("authorization"), verified).orElse(Json.object());
        Optional<String> email = email(verified.has(EMAIL) ? verified : payload);
        Optional<String> participantId = text(verified.has(id) ? verified : payload, id, Aliases.SUBJECT_MAX)
                .filter(Id::isValid);
        List<String> tried = new ArrayList<>(List.of(SUBJECT));
        email.ifPresent(address -> tried.add(EMAIL));
        participantId.filter(claim -> !id.equals(SUBJECT)).ifPresent(claim -> tried.add(id));
        return new Identity(subject, email, participantId, roles.roles(payload), List.copyOf(tried));
    }

    /** Both claims come from one source, so that no claim of one token vouches for an address in another. */
    private static Optional<String> email(JsonNode claims) {
        JsonNode isVerified = claims.path(EMAIL_VERIFIED);
        // Cognito sends a string in some tokens; an HTTP API passes every claim as a string.
        return isVerified.isValueNode() && isVerified.asText().equals("true")
                ? text(claims, EMAIL, EmailAddress.MAX)
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode claims, String name, int max) {
        return Optional.of(claims.path(name).asText(""))
                .filter(text ->
                        !text.isBlank() && text.codePointCount(0, text.length()) <= max && Unicode.isWellFormed(text));
    }

    private static ProblemException unauthenticated() {
        Problem problem =
                Problem.of(401, "unauthenticated", "Not signed in", "requires a bearer token with claim " + SUBJECT);
        return new ProblemException(problem, Map.of("www-authenticate", "Bearer"));
    }
}
