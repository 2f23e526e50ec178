package dev.tracks.lambda.http.route;

import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.EnrollmentJson;
import dev.tracks.usecase.enroll.EnrollDirectly;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header Idempotency-Key of a direct enrollment: 1 to 255 visible ASCII characters. */
final class IdempotencyKey {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /** The caller's key, if the header is present. The whole response is stored with it: status, headers, body. */
    static Optional<EnrollDirectly.Key> of(Call call, EnrollmentJson.Direct request) {
        return call.header(HEADER)
                .map(key -> new EnrollDirectly.Key(
                        call.caller().subject(),
                        valid(key.strip()),
                        hash(request),
                        answer -> Json.text(DirectEnrollmentResponse.response(
                                        answer, request, call.caller().by())
                                .event())));
    }

    private static String valid(String key) {
        if (!VALID.matcher(key).matches()) {
            throw new InvalidRequestException(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    /** Hash of the parsed request: whitespace and omitted defaults make no difference. */
    private static String hash(EnrollmentJson.Direct request) {
        String person = request.person()
                .participantId()
                .orElseGet(() -> request.person().evidence().toString());
        String canonical = "enroll " + request.trackId() + " " + person + " "
                + request.reEnrollment().wireName();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
