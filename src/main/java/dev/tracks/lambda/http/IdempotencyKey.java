package dev.tracks.lambda.http;

import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.json.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header Idempotency-Key: 1 to 255 visible ASCII characters. A key belongs to the caller's subject.
 *
 * @param bodyHash of the request
 */
public record IdempotencyKey(String subject, String key, String bodyHash) {
    /** The header of an answer that an earlier request with the same key had. */
    public static final String REPLAYED = "idempotent-replayed";

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * The caller's key, if the header is present.
     *
     * @param canonical the request as a text that is the same for every form of the same request
     * @throws InvalidRequestException if the header is not valid
     */
    public static Optional<IdempotencyKey> of(Call call, String canonical) {
        return call.header(HEADER)
                .map(key -> new IdempotencyKey(call.caller().subject(), valid(key.strip()), hash(canonical)));
    }

    private static String valid(String key) {
        if (!VALID.matcher(key).matches()) {
            throw new InvalidRequestException(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        return key;
    }

    private static String hash(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
