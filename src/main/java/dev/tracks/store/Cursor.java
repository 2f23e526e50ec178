package dev.tracks.store;

import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A position in a list as an opaque string. It contains no partition key, so that a forged cursor cannot read other
 * data.
 */
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\n";
    /** More than the longest name needs, and less than the size of a key that DynamoDB accepts. */
    private static final int MAX_LENGTH = 1_200;

    public static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a cursor. Only the last part may contain line breaks; names may.
     *
     * @throws InvalidCursorException if it is not a cursor with that many parts
     */
    public static Cursor decode(String text, int parts) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidCursorException();
        }
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Cursor cursor = new Cursor(List.of(decoded.split(SEPARATOR, parts)));
            if (cursor.parts.size() == parts) {
                return cursor;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursorException();
        }
        throw new InvalidCursorException();
    }

    public String part(int index) {
        return parts.get(index);
    }

    /**
     * The part as a sort key.
     *
     * @throws InvalidCursorException if it is outside of the query's range, which DynamoDB would reject
     */
    String sortKey(int index, Table.Query query) {
        if (part(index).isEmpty() || !query.covers(part(index))) {
            throw new InvalidCursorException();
        }
        return part(index);
    }

    /**
     * The part as a shard number.
     *
     * @throws InvalidCursorException if there is no such shard
     */
    int shard(int index) {
        try {
            int shard = Integer.parseInt(part(index));
            if (shard >= 0 && shard < Keys.SHARDS) {
                return shard;
            }
        } catch (NumberFormatException notANumber) {
            throw new InvalidCursorException();
        }
        throw new InvalidCursorException();
    }
}
