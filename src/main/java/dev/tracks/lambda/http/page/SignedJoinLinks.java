package dev.tracks.lambda.http.page;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.JoinToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Join links: {@code <public url>/join/<payload>.<HMAC-SHA256 of the payload>}, both parts base64url. A link has no
 * expiry of its own; the invitation has.
 */
public final class SignedJoinLinks implements JoinLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "1";
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 8;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String publicUrl;
    private final Secret secret;

    /** @param secret its value signs; a link that was signed with one of its alternatives is valid too */
    public SignedJoinLinks(String publicUrl, Secret secret) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        this.secret = secret;
    }

    @Override
    public URI link(JoinToken token) {
        return URI.create(publicUrl + "/join/" + signed(token));
    }

    @Override
    public String signed(JoinToken token) {
        StepReached cause = token.cause();
        String named = String.join(
                SEPARATOR,
                VERSION,
                token.participantId(),
                token.invitation().trackId(),
                Integer.toString(token.invitation().number()),
                cause.trackId(),
                cause.stepId(),
                cause.participantId(),
                Integer.toString(cause.instance()));
        String payload = ENCODER.encodeToString(named.getBytes(StandardCharsets.UTF_8));
        return payload + "." + ENCODER.encodeToString(signature(payload, secret.value()));
    }

    @Override
    public Optional<JoinToken> token(String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String payload = signed.substring(0, dot);
        byte[] signature = signed.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return isSigned(payload, signature) ? read(payload) : Optional.empty();
    }

    private boolean isSigned(String payload, byte[] signature) {
        String current = secret.value();
        return isSigned(payload, signature, current)
                || secret.alternatives(current).stream().anyMatch(other -> isSigned(payload, signature, other));
    }

    /** Compares the encoded text: Base64 has several encodings of the same bytes, and only the canonical one is valid. */
    private static boolean isSigned(String payload, byte[] signature, String key) {
        return MessageDigest.isEqual(ENCODER.encode(signature(payload, key)), signature);
    }

    private static Optional<JoinToken> read(String payload) {
        try {
            String named = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
            List<String> parts = List.of(named.split(SEPARATOR, -1));
            if (parts.size() != PARTS || !parts.get(0).equals(VERSION)) {
                return Optional.empty();
            }
            return Optional.of(new JoinToken(
                    parts.get(1),
                    new InvitationRef(parts.get(2), Integer.parseInt(parts.get(3))),
                    new StepReached(parts.get(4), parts.get(5), parts.get(6), Integer.parseInt(parts.get(7)))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] signature(String payload, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
        }
    }
}
