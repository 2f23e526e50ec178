package dev.tracks.store.people;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.store.ParticipantSearch;
import dev.tracks.store.ShardedList;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.people.NumberedItems.Series;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.TrackPeople;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a track's people from the table. If few people match the search, they are looked up by their words, and their
 * instances by key: the cost does not depend on the size of the track. Otherwise the track's list is read, in which many
 * match. Both give the same list, so a cursor of one continues in the other.
 */
@Singleton
public final class TableTrackPeople implements TrackPeople {
    private final Table table;

    public TableTrackPeople(Table table) {
        this.table = table;
    }

    @Override
    public Directory.Page<Stored<Enrollment>> enrollments(
            String trackId, Set<EnrollmentStatus> statuses, String search, int limit, Optional<String> cursor) {
        Predicate<Stored<Enrollment>> filter =
                stored -> statuses.isEmpty() || statuses.contains(stored.value().status());
        ShardedList list = new ShardedList(
                table, shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.ENROLLMENT));
        List<String> words = SearchWords.of(search);
        if (words.isEmpty() && statuses.isEmpty()) {
            return list.page(limit, cursor, EnrollmentItem::stored);
        }
        if (words.isEmpty()) {
            return list.matchingInBatches(items -> filter, limit, cursor, EnrollmentItem::stored);
        }
        ParticipantSearch people = new ParticipantSearch(table, words);
        return lookedUp(trackId, people, filter)
                .map(found -> list.pageOf(found, limit, cursor, EnrollmentItem::stored))
                .orElseGet(() -> list.matchingInBatches(
                        items -> filter.and(byPerson(matching(items, people, filter))),
                        limit,
                        cursor,
                        EnrollmentItem::stored));
    }

    /** The instances that match; empty if too many words or instances would have to be read. */
    private Optional<List<Map<String, AttributeValue>>> lookedUp(
            String trackId, ParticipantSearch people, Predicate<Stored<Enrollment>> filter) {
        return people.candidates(Directory.EXAMINED)
                .map(ids -> NumberedItems.read(
                        table, ids.stream().map(id -> instances(id, trackId)).toList(), Directory.EXAMINED))
                .filter(items -> items.size() <= Directory.EXAMINED)
                .map(items -> {
                    List<Stored<Enrollment>> read =
                            items.stream().map(EnrollmentItem::stored).toList();
                    Predicate<Stored<Enrollment>> matches = filter.and(byPerson(matching(read, people, filter)));
                    return items.stream()
                            .filter(item -> matches.test(EnrollmentItem.stored(item)))
                            .toList();
                });
    }

    private static Series instances(String participantId, String trackId) {
        return new Series(number -> Keys.enrollment(participantId, new EnrollmentRef(trackId, number)), 1);
    }

    /** Of the people with an instance that passes the filter, those who match the search. */
    private static Set<String> matching(
            List<Stored<Enrollment>> items, ParticipantSearch people, Predicate<Stored<Enrollment>> filter) {
        return people.matching(items.stream()
                .filter(filter)
                .map(stored -> stored.value().participantId())
                .distinct()
                .toList());
    }

    private static Predicate<Stored<Enrollment>> byPerson(Set<String> people) {
        return stored -> people.contains(stored.value().participantId());
    }

    @Override
    public List<Invitation> invitations(Collection<Run> runs) {
        List<Series> all = runs.stream()
                .flatMap(run -> run.invitation().stream()
                        .map(ref -> invitations(run.enrolleeId().orElseThrow(), ref)))
                .toList();
        return NumberedItems.read(table, all, Integer.MAX_VALUE).stream()
                .map(InvitationItem::read)
                .toList();
    }

    private static Series invitations(String participantId, InvitationRef first) {
        return new Series(number -> Keys.invitation(participantId, first.trackId(), number), first.number());
    }
}
