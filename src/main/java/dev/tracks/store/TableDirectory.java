package dev.tracks.store;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Run;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lists for people to look at, from the table and its indexes. */
public final class TableDirectory implements Directory {
    private final Table table;

    public TableDirectory(Table table) {
        this.table = table;
    }

    /** Merges the parts of the list by name: each part is asked for one page. */
    @Override
    public Page<Stored<Participant>> participants(String nameStart, int limit, Optional<String> cursor) {
        Optional<Cursor> after = cursor.map(text -> Cursor.decode(text, 1));
        String prefix = ParticipantItem.sortedBy(nameStart);
        List<Map<String, AttributeValue>> sorted = IntStream.range(0, Keys.SHARDS)
                .mapToObj(shard -> Table.Query.prefix(Index.GSI1, Keys.people(shard), prefix)
                        .page(limit + 1, after.map(last -> startKey(Keys.people(shard), last.part(0)))))
                .map(query -> table.query(query).items())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(TableDirectory::sortKey))
                .toList();
        List<Map<String, AttributeValue>> page = sorted.subList(0, Math.min(limit, sorted.size()));
        Optional<String> next =
                sorted.size() > limit ? Optional.of(Cursor.encode(sortKey(page.get(limit - 1)))) : Optional.empty();
        return new Page<>(
                page.stream()
                        .map(item -> StoredItem.read(item, ParticipantItem::read))
                        .toList(),
                next);
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return item.get(Index.GSI1.sort()).s();
    }

    /** The place of a name in one part of the list, whether or not it stands there. */
    private static Map<String, AttributeValue> startKey(String partition, String sort) {
        String participantId = sort.substring(sort.lastIndexOf('#') + 1);
        return ItemWriter.at(Keys.participant(participantId))
                .index(Index.GSI1, partition, sort)
                .build();
    }

    /** Walks the parts of the list; the cursor says in which part and where. */
    @Override
    public Page<Stored<Enrollment>> enrollmentsOfTrack(String trackId, int limit, Optional<String> cursor) {
        Optional<Cursor> after = cursor.map(text -> Cursor.decode(text, 4));
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (int shard = after.map(last -> last.number(0)).orElse(0); shard < Keys.SHARDS; shard++) {
            String partition = Keys.ofTrack(trackId, shard);
            int part = shard;
            Optional<Map<String, AttributeValue>> from = after.filter(
                            last -> last.number(0) == part && !last.part(1).isEmpty())
                    .map(last -> ItemWriter.at(new Key(last.part(2), last.part(3)))
                            .index(Index.GSI1, partition, last.part(1))
                            .build());
            Table.Page page = table.query(
                    Table.Query.prefix(Index.GSI1, partition, Keys.ENROLLMENT).page(limit - found.size(), from));
            found.addAll(page.items());
            if (found.size() == limit) {
                return enrollments(found, next(shard, page));
            }
        }
        return enrollments(found, Optional.empty());
    }

    private static Optional<String> next(int shard, Table.Page page) {
        if (page.last().isPresent()) {
            Map<String, AttributeValue> last = page.last().get();
            Key key = Items.key(last);
            return Optional.of(Cursor.encode(Integer.toString(shard), sortKey(last), key.pk(), key.sk()));
        }
        boolean more = shard + 1 < Keys.SHARDS;
        return more ? Optional.of(Cursor.encode(Integer.toString(shard + 1), "", "", "")) : Optional.empty();
    }

    @Override
    public Page<Stored<Enrollment>> enrollmentsOfParticipant(String participantId, int limit, Optional<String> cursor) {
        String partition = Keys.user(participantId);
        Optional<Map<String, AttributeValue>> from = cursor.map(text -> ItemWriter.at(
                        new Key(partition, Cursor.decode(text, 1).part(0)))
                .build());
        Table.Page page = table.query(
                Table.Query.prefix(Index.TABLE, partition, Keys.ENROLLMENT).page(limit, from));
        return enrollments(
                page.items(),
                page.last().map(last -> Cursor.encode(Items.key(last).sk())));
    }

    private static Page<Stored<Enrollment>> enrollments(
            List<Map<String, AttributeValue>> items, Optional<String> next) {
        return new Page<>(items.stream().map(EnrollmentItem::stored).toList(), next);
    }

    @Override
    public Optional<Stored<Enrollment>> enrollment(String participantId, String trackId, int instance) {
        return table.get(Keys.enrollment(participantId, new EnrollmentRef(trackId, instance)))
                .map(EnrollmentItem::stored);
    }

    @Override
    public List<Run> runs(String participantId) {
        Table.Query own = Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.RUN);
        Table.Query asEnrollee = Table.Query.prefix(Index.GSI3, Keys.enrollee(participantId), "");
        return Stream.of(own, asEnrollee)
                .flatMap(query -> Pages.all(table, query))
                .map(RunItem::read)
                .toList();
    }

    @Override
    public List<Enrollment> enrollments(String participantId) {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.ENROLLMENT))
                .map(EnrollmentItem::read)
                .toList();
    }

    @Override
    public List<Invitation> invitations(String participantId) {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.INVITATION))
                .map(InvitationItem::read)
                .toList();
    }
}
