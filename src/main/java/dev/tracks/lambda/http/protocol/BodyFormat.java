package dev.tracks.lambda.http.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a body can be read: its content coding and media type (RFC 9110, section 15.5.16). A missing header is
 * accepted.
 */
final class BodyFormat {
    private static final String IDENTITY = "identity";
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String SCIM = "application/scim+json";
    private static final String CSV = "text/csv";
    private static final String UTF_8 = "utf-8";
    /** {@code curl -d} sends this type unless its user names another one. */
    private static final String FORM = "application/x-www-form-urlencoded";

    private BodyFormat() {}

    /** @throws ProblemException 415 unless the body has no content coding */
    static void requireIdentity(Optional<String> contentEncoding) {
        if (contentEncoding
                .map(BodyFormat::name)
                .filter(coding -> !coding.equals(IDENTITY))
                .isPresent()) {
            throw unsupported("the body must not have a Content-Encoding", Map.of("accept-encoding", IDENTITY));
        }
    }

    /** @throws ProblemException 415 if the body is declared to be something else than JSON */
    static void requireJson(String method, Optional<String> contentType) {
        List<String> types = method.equals("PATCH") ? List.of(MERGE_PATCH, JSON) : List.of(JSON);
        require(types, method.equals("PATCH") ? "accept-patch" : "accept", contentType);
    }

    /** @throws ProblemException 415 if the body is declared to be something else than JSON, or JSON of SCIM */
    static void requireScim(Optional<String> contentType) {
        require(List.of(SCIM, JSON), "accept", contentType);
    }

    /** RFC 5789, section 2.2, has a response header of its own for PATCH. */
    private static void require(List<String> types, String header, Optional<String> contentType) {
        boolean accepted = contentType
                .map(type -> name(type.split(";", 2)[0]))
                .filter(type -> !type.equals(FORM) && !types.contains(type))
                .isEmpty();
        if (!accepted) {
            throw unsupported(
                    "the Content-Type must be " + String.join(" or ", types), Map.of(header, String.join(", ", types)));
        }
    }

    /**
     * Whether the body is declared to be CSV. If it is not, it is JSON or has no type.
     *
     * @throws ProblemException 415 if the body is declared to be something else than JSON or CSV in UTF-8
     */
    static boolean isCsv(Optional<String> contentType) {
        List<String> parts = contentType.map(type -> List.of(type.split(";"))).orElse(List.of(JSON));
        String type = parts.isEmpty() ? "" : name(parts.get(0));
        boolean csv = type.equals(CSV);
        boolean utf8 = parts.stream()
                .skip(1)
                .map(BodyFormat::name)
                .filter(parameter -> parameter.startsWith("charset="))
                .allMatch(parameter -> parameter
                        .substring("charset=".length())
                        .replace("\"", "")
                        .equals(UTF_8));
        if (csv && !utf8 || !csv && !type.equals(FORM) && !type.equals(JSON)) {
            throw unsupported(
                    "the Content-Type must be application/json or text/csv, in UTF-8",
                    Map.of("accept", JSON + ", " + CSV));
        }
        return csv;
    }

    private static String name(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    private static ProblemException unsupported(String detail, Map<String, String> headers) {
        return new ProblemException(
                Problem.of(415, "unsupported-media-type", "Unsupported media type", detail), headers);
    }
}
