package dev.tracks.usecase.view;

import dev.tracks.domain.WireName;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Stored;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The order of a list of tracks. Tracks with the same key are ordered by id. */
public enum TrackOrder implements WireName {
    /** By id. */
    ID,
    /** By title; upper and lower case and accents make no difference. */
    TITLE,
    /** The latest change first. */
    UPDATED;

    private static final char SEPARATOR = '|';

    /**
     * A page of the tracks after the cursor.
     *
     * @param tracks in any order
     * @throws Directory.InvalidCursorException if the cursor is not the position of a track in this order
     */
    Directory.Page<Stored<Track>> page(List<Stored<Track>> tracks, int limit, Optional<String> cursor) {
        Optional<Position> last = cursor.map(Position::read);
        List<Stored<Track>> rest = tracks.stream()
                .filter(track -> last.isEmpty() || comparator().compare(positionOf(track), last.get()) > 0)
                .sorted(Comparator.comparing(this::positionOf, comparator()))
                .toList();
        return rest.size() <= limit
                ? new Directory.Page<>(rest, Optional.empty())
                : new Directory.Page<>(
                        rest.subList(0, limit),
                        Optional.of(positionOf(rest.get(limit - 1)).write()));
    }

    private Position positionOf(Stored<Track> track) {
        String key = switch (this) {
            case ID -> "";
            case TITLE -> String.join(" ", SearchWords.of(track.value().title()));
            // With the same number of digits, numbers are in the order of their texts.
            case UPDATED -> String.format("%019d", track.updatedAt().toEpochMilli());
        };
        return new Position(key, track.value().id());
    }

    private Comparator<Position> comparator() {
        Comparator<Position> byKey = Comparator.comparing(Position::key);
        return (this == UPDATED ? byKey.reversed() : byKey).thenComparing(Position::id);
    }

    /** Where a track is in the list. */
    private record Position(String key, String id) {
        static Position read(String text) {
            String decoded = decode(text);
            int at = decoded.lastIndexOf(SEPARATOR);
            if (at < 0) {
                throw new Directory.InvalidCursorException();
            }
            return new Position(decoded.substring(0, at), decoded.substring(at + 1));
        }

        private static String decode(String text) {
            try {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Directory.InvalidCursorException();
            }
        }

        String write() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((key + SEPARATOR + id).getBytes(StandardCharsets.UTF_8));
        }
    }
}
