package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeSet;

/** The digests that SQS returns and its clients compare (SQS Developer Guide, "message attributes"). */
public final class Md5 {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Md5() {}

    public static String of(String text) {
        return hex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Name, type and value of each attribute, ordered by name, each preceded by its length. */
    static String ofAttributes(JsonNode attributes) {
        MessageDigest digest = digest();
        TreeSet<String> names = new TreeSet<>();
        attributes.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode attribute = attributes.get(name);
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, attribute.path("DataType").asText().getBytes(StandardCharsets.UTF_8));
            if (attribute.has("BinaryValue")) {
                digest.update(BINARY);
                add(
                        digest,
                        Base64.getDecoder().decode(attribute.get("BinaryValue").asText()));
            } else {
                digest.update(TEXT);
                add(digest, attribute.path("StringValue").asText().getBytes(StandardCharsets.UTF_8));
            }
        }
        return hex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        digest.update(value);
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
