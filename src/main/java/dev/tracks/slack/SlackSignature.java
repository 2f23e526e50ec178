package dev.tracks.slack;

import dev.tracks.usecase.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies that a request comes from Slack: {@code v0=} and the HMAC-SHA256, in hex, of {@code v0:<timestamp>:<body>}
 * (Slack docs, "Verifying requests from Slack").
 */
public final class SlackSignature {
    /** A request that is older or newer than this may be a replay. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v0";
    private static final String SECONDS = "[0-9]{1,11}";

    private final Secret signingSecret;
    private final InstantSource systemClock;

    /** @param systemClock compared with Slack's timestamps, which do not follow a scaled business clock */
    public SlackSignature(Secret signingSecret, InstantSource systemClock) {
        this.signingSecret = signingSecret;
        this.systemClock = systemClock;
    }

    /**
     * Whether Slack signed this body within the last minutes.
     *
     * @param timestamp the header {@code X-Slack-Request-Timestamp}
     * @param signature the header {@code X-Slack-Signature}
     * @param body the raw request body
     */
    public boolean isValid(Optional<String> timestamp, Optional<String> signature, byte[] body) {
        if (timestamp.isEmpty() || signature.isEmpty() || !timestamp.get().matches(SECONDS)) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
        if (Duration.between(sent, systemClock.instant()).abs().compareTo(WINDOW) > 0) {
            return false;
        }
        byte[] given = signature.get().getBytes(StandardCharsets.UTF_8);
        Predicate<String> isKey = key ->
                MessageDigest.isEqual(signature(timestamp.get(), body, key).getBytes(StandardCharsets.UTF_8), given);
        String current = signingSecret.value();
        return isKey.test(current)
                || signingSecret.alternatives(current).stream().anyMatch(isKey);
    }

    private static String signature(String timestamp, byte[] body, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
