package dev.tracks.store;

import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A place in a list as an opaque text. It names no partition, so that a forged one reads nothing else. */
record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\n";
    /** More than the longest name takes; less than what DynamoDB takes for a key. */
    private static final int LONGEST = 1_200;

    static String encode(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Only the last part may contain line breaks, as names do.
     *
     * @throws InvalidCursorException unless it has that many parts
     */
    static Cursor decode(String text, int parts) {
        if (text.length() > LONGEST) {
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

    String part(int index) {
        return parts.get(index);
    }

    /** The part as a sort key; one that the query does not cover is refused, as DynamoDB would refuse it. */
    String sortKey(int index, Table.Query query) {
        if (part(index).isEmpty() || !query.covers(part(index))) {
            throw new InvalidCursorException();
        }
        return part(index);
    }

    /** A part that names a shard. */
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
