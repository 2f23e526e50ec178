package dev.tracks.lambda.http.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict decoder of percent-encoded UTF-8 (RFC 3986, section 2.1). */
final class PercentDecoder {
    private PercentDecoder() {}

    /** The decoded text; empty if an escape or its UTF-8 is malformed. */
    static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.write(encoded[i]);
            } else if (i + 2 < encoded.length && digit(encoded[i + 1]) >= 0 && digit(encoded[i + 2]) >= 0) {
                bytes.write(digit(encoded[++i]) * 16 + digit(encoded[++i]));
            } else {
                return Optional.empty();
            }
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** ASCII only: Character.digit also accepts digits of other scripts. */
    private static int digit(byte character) {
        return character < 0 ? -1 : Character.digit(character, 16);
    }
}
