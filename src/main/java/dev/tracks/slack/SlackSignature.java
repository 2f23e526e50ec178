package dev.tracks.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
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

    private final SecretKeySpec key;
    private final InstantSource systemClock;

    /** @param systemClock compared with Slack's timestamps, which do not follow a scaled business clock */
    public SlackSignature(String signingSecret, InstantSource systemClock) {
        this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
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
        byte[] expected = signature(timestamp.get(), body).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, signature.get().getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
