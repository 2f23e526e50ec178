package dev.tracks.lambda.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cursors of one list. A cursor is a position in the list after a checksum of the position and of the list: its
 * path, without prefix and without a slash at its end, and its filters. So a cursor of another list, of another person
 * or track, or with other filters is rejected, and so is a truncated or damaged one.
 *
 * <p>The checksum has no key: it detects mistakes. It is no protection of data, because a position contains no partition
 * key, and access to the list is checked for each page.
 */
public final class ListCursor {
    private static final int MAX_LENGTH = 2_000;
    private static final int CHECKSUM_LENGTH = 16;

    /** Parameters that may differ between the pages of a list. */
    private static final Set<String> NOT_FILTERS = Set.of("limit", "cursor", "include");

    private final String list;

    private ListCursor(String list) {
        this.list = list;
    }

    /** The cursors of the list that the call asks for. */
    public static ListCursor of(Call call) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        call.request().parameters().properties().stream()
                .filter(parameter -> !NOT_FILTERS.contains(parameter.getKey()))
                .filter(parameter -> !parameter.getValue().textValue().isEmpty())
                .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        String path = String.join("/", call.request().path().segments());
        return new ListCursor(path + "\n" + Json.text(Json.of(parameters)));
    }

    /** The cursor for that position. */
    public String write(String position) {
        return checksum(position) + position;
    }

    /**
     * The position in the cursor.
     *
     * @throws InvalidFieldException if the cursor is not one of this list
     */
    public String read(String cursor) {
        if (cursor.length() > CHECKSUM_LENGTH && cursor.length() <= MAX_LENGTH) {
            String position = cursor.substring(CHECKSUM_LENGTH);
            if (write(position).equals(cursor)) {
                return position;
            }
        }
        throw new InvalidFieldException("cursor", "must be a nextCursor of this list");
    }

    private String checksum(String position) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((list + "\n" + position).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, CHECKSUM_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
