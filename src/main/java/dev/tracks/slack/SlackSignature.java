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
 * Tells whether a request comes from Slack: {@code v0=} and the HMAC-SHA256, in hex, of {@code v0:<timestamp>:<body>}
 * (Slack docs, "Verifying requests from Slack").
 */
public final class SlackSignature {
    /** What is older or newer may be a replay. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v0";
    private static final String SECONDS = "[0-9]{1,11}";

    private final SecretKeySpec key;
    private final InstantSource realTime;

    /** @param realTime Slack's timestamps are of the real time, however fast another clock runs */
    public SlackSignature(String signingSecret, InstantSource realTime) {
        this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.realTime = realTime;
    }

    /**
     * Whether the body is Slack's, as it is and now.
     *
     * @param timestamp of the header {@code X-Slack-Request-Timestamp}
     * @param signature of the header {@code X-Slack-Signature}
     * @param body as it was sent
     */
    public boolean isValid(Optional<String> timestamp, Optional<String> signature, byte[] body) {
        if (timestamp.isEmpty() || signature.isEmpty() || !timestamp.get().matches(SECONDS)) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
        if (Duration.between(sent, realTime.instant()).abs().compareTo(WINDOW) > 0) {
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
            throw new IllegalStateException(ALGORITHM + " is part of every Java", e);
        }
    }
}
