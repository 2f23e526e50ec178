package dev.tracks.store;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import dev.tracks.domain.WireName;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.Stored;
import java.time.Instant;
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
        String prefix = ParticipantItem.sortedBy(nameStart);
        Table.Query all = Table.Query.prefix(Index.GSI1, "", prefix);
        Optional<String> after = cursor.map(text -> Cursor.decode(text, 1).sortKey(0, all));
        List<Map<String, AttributeValue>> sorted = IntStream.range(0, Keys.SHARDS)
                .mapToObj(shard -> Table.Query.prefix(Index.GSI1, Keys.people(shard), prefix)
                        .page(limit + 1, after.map(last -> startKey(Keys.people(shard), last))))
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

    @Override
    public Page<Stored<Enrollment>> enrollmentsOfTrack(String trackId, int limit, Optional<String> cursor) {
        ShardedList list = new ShardedList(
                table, shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.ENROLLMENT));
        return list.page(limit, cursor, EnrollmentItem::stored);
    }

    @Override
    public Page<Run> runsOfStep(String trackId, String stepId, Instant since, int limit, Optional<String> cursor) {
        return new ShardedList(table, shard -> runs(trackId, stepId, shard, Keys.time(since)))
                .page(limit, cursor, RunItem::read);
    }

    private static Table.Query runs(String trackId, String stepId, int shard, String since) {
        return Table.Query.of(Index.GSI1, Keys.ofStep(trackId, stepId, shard), Table.Range.AT_LEAST, since);
    }

    @Override
    public int deferred(String trackId, String stepId) {
        return (int) new ShardedList(table, shard -> runs(trackId, stepId, shard, ""))
                .all()
                .filter(item -> hasStatus(item, RunStatus.DEFERRED))
                .count();
    }

    @Override
    public int pendingInvitations(String trackId) {
        return (int) new ShardedList(
                        table, shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.INVITATION))
                .all()
                .filter(item -> hasStatus(item, InvitationStatus.PENDING))
                .count();
    }

    private static boolean hasStatus(Map<String, AttributeValue> item, WireName status) {
        return Items.optionalText(item, "status").equals(Optional.of(status.wireName()));
    }

    @Override
    public Page<Stored<Enrollment>> enrollmentsOfParticipant(String participantId, int limit, Optional<String> cursor) {
        String partition = Keys.user(participantId);
        Table.Query query = Table.Query.prefix(Index.TABLE, partition, Keys.ENROLLMENT);
        Optional<Map<String, AttributeValue>> from = cursor.map(text -> Cursor.decode(text, 1))
                .map(last -> DynamoTable.attributes(new Key(partition, last.sortKey(0, query))));
        Table.Page page = table.query(query.page(limit, from));
        return enrollments(
                page.items(),
                page.last().map(last -> Cursor.encode(Items.key(last).sk())));
    }

    private static Page<Stored<Enrollment>> enrollments(
            List<Map<String, AttributeValue>> items, Optional<String> next) {
        return new Page<>(items.stream().map(EnrollmentItem::stored).toList(), next);
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
