package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the name of a participant follows from the names of a user, which has up to three of them. */
final class ScimName {
    private ScimName() {}

    /** Given, middle and family name, as far as there are any. */
    static Optional<String> joined(JsonNode name) {
        String joined = Stream.of("givenName", "middleName", "familyName")
                .map(part -> name.path(part).asText().strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return Optional.of(joined).filter(text -> !text.isEmpty());
    }

    /** The formatted name, or the joined one. */
    static Optional<String> formatted(JsonNode name) {
        return Optional.ofNullable(name.path("formatted").textValue()).or(() -> joined(name));
    }

    /** The name of the participant: the display name, the formatted or joined name, or the user name. */
    static String of(JsonNode user) {
        return Optional.ofNullable(user.path("displayName").textValue())
                .or(() -> formatted(user.path("name")))
                .orElseGet(() -> user.path("userName").asText());
    }
}
