package dev.tracks.store.people;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.store.Pages;
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
import dev.tracks.usecase.view.ListedInvitation;
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
        Predicate<Map<String, AttributeValue>> filter = entry -> statuses.isEmpty()
                || statuses.contains(EnrollmentItem.listed(entry).status());
        ShardedList list = new ShardedList(
                table, shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.ENROLLMENT));
        List<String> words = SearchWords.of(search);
        if (words.isEmpty() && statuses.isEmpty()) {
            return read(list.page(limit, cursor, entry -> entry));
        }
        if (words.isEmpty()) {
            return read(list.matchingInBatches(entries -> filter, limit, cursor, entry -> entry));
        }
        ParticipantSearch people = new ParticipantSearch(table, words);
        return lookedUp(trackId, people, filter)
                .map(found -> list.pageOf(found, limit, cursor, EnrollmentItem::stored))
                .orElseGet(() -> read(list.matchingInBatches(
                        entries -> matching(entries, people, filter), limit, cursor, entry -> entry)));
    }

    private Directory.Page<Stored<Enrollment>> read(Directory.Page<Map<String, AttributeValue>> entries) {
        return Pages.items(table, entries, EnrollmentItem::stored);
    }

    /** The instances that match; empty if too many words or instances would have to be read. */
    private Optional<List<Map<String, AttributeValue>>> lookedUp(
            String trackId, ParticipantSearch people, Predicate<Map<String, AttributeValue>> filter) {
        return people.candidates(Directory.EXAMINED)
                .map(ids -> NumberedItems.read(
                        table, ids.stream().map(id -> instances(id, trackId)).toList(), Directory.EXAMINED))
                .filter(items -> items.size() <= Directory.EXAMINED)
                .map(items ->
                        items.stream().filter(matching(items, people, filter)).toList());
    }

    private static Series instances(String participantId, String trackId) {
        return new Series(number -> Keys.enrollment(participantId, new EnrollmentRef(trackId, number)), 1);
    }

    /** Those that pass the filter and whose person matches the search. */
    private static Predicate<Map<String, AttributeValue>> matching(
            List<Map<String, AttributeValue>> entries,
            ParticipantSearch people,
            Predicate<Map<String, AttributeValue>> filter) {
        Set<String> found = people.matching(entries.stream()
                .filter(filter)
                .map(TableTrackPeople::participantId)
                .distinct()
                .toList());
        return filter.and(entry -> found.contains(participantId(entry)));
    }

    private static String participantId(Map<String, AttributeValue> entry) {
        return EnrollmentItem.listed(entry).participantId();
    }

    @Override
    public List<ListedInvitation> invitations(Collection<Run> runs) {
        List<Series> all = runs.stream()
                .flatMap(run -> run.invitation().stream()
                        .map(ref -> invitations(run.enrolleeId().orElseThrow(), ref)))
                .toList();
        return NumberedItems.read(table, all, Integer.MAX_VALUE).stream()
                .map(InvitationItem::listed)
                .toList();
    }

    private static Series invitations(String participantId, InvitationRef first) {
        return new Series(number -> Keys.invitation(participantId, first.trackId(), number), first.number());
    }
}
