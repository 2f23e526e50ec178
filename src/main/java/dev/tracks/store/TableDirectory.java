package dev.tracks.store;

import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SearchWords;
import dev.tracks.domain.track.Track;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.item.TrackItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Utf8Order;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.message.UndeliverableMessage;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the lists that people see from the table and its indexes. */
@Singleton
public final class TableDirectory implements Directory {
    /** Begins the cursors for runs of other people in which the person is the enrollee. */
    private static final String AS_ENROLLEE = ".";

    private final Table table;
    private final ParticipantReader participants;

    public TableDirectory(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Page<Stored<Participant>> participants(String search, int limit, Optional<String> cursor) {
        List<String> words = SearchWords.of(search);
        return words.isEmpty()
                ? byName(limit, cursor)
                : new ParticipantSearch(table, words)
                        .page(limit, cursor, item -> StoredItem.read(item, participants::read));
    }

    /** Reads one page of each shard (more pages if the items are large), and merges them by name. */
    private Page<Stored<Participant>> byName(int limit, Optional<String> cursor) {
        Table.Query all = Table.Query.prefix(Index.GSI1, "", "");
        Optional<String> after = cursor.map(text -> Cursor.decode(text, 1).sortKey(0, all));
        List<Map<String, AttributeValue>> sorted = IntStream.range(0, Keys.SHARDS)
                .boxed()
                .flatMap(shard -> byName(shard, limit + 1, after))
                .sorted(Comparator.comparing(TableDirectory::sortKey, Utf8Order::compare))
                .toList();
        Page<Map<String, AttributeValue>> page =
                Pages.cut(sorted, limit, last -> Cursor.encode(sortKey(last)), entry -> entry);
        return Pages.items(table, page, item -> StoredItem.read(item, participants::read));
    }

    private Stream<Map<String, AttributeValue>> byName(int shard, int limit, Optional<String> after) {
        String partition = Keys.people(shard);
        Table.Query query =
                Table.Query.prefix(Index.GSI1, partition, "").page(limit, after.map(last -> startKey(partition, last)));
        return Pages.all(table, query).limit(limit);
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return item.get(Index.GSI1.sort()).s();
    }

    /** The position of a name in a shard of the list, even if the name is not in this shard. */
    private static Map<String, AttributeValue> startKey(String partition, String sort) {
        String participantId = sort.substring(sort.lastIndexOf('#') + 1);
        return ItemWriter.at(Keys.participant(participantId))
                .index(Index.GSI1, partition, sort)
                .build();
    }

    @Override
    public Page<Stored<Track>> tracks(Predicate<Track> filter, int limit, Optional<String> cursor) {
        return new PartitionList(table, Table.Query.prefix(Index.TABLE, Keys.TRACKS, ""))
                .matching(
                        (Stored<Track> track) -> filter.test(track.value()),
                        limit,
                        cursor,
                        item -> StoredItem.read(item, TrackItem::read));
    }

    private ShardedList ofTrack(String trackId) {
        return new ShardedList(
                table, shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.ENROLLMENT));
    }

    @Override
    public Count instances(String trackId, int most) {
        int found = (int) ofTrack(trackId).unordered().limit(most + 1L).count();
        return new Count(Math.min(found, most), found <= most);
    }

    @Override
    public Page<Run> runsOfStep(String trackId, String stepId, Instant since, int limit, Optional<String> cursor) {
        return ofStep(trackId, stepId, since).page(limit, cursor, RunItem::listed);
    }

    @Override
    public Page<Run> matchingRunsOfStep(
            String trackId, String stepId, Instant since, Filter<Run> filter, int limit, Optional<String> cursor) {
        return ofStep(trackId, stepId, since).matchingInBatches(filter, limit, cursor, RunItem::listed);
    }

    private ShardedList ofStep(String trackId, String stepId, Instant since) {
        return new ShardedList(table, shard -> runs(trackId, stepId, shard, Keys.time(since)));
    }

    @Override
    public Part<ListedInstance> instances(String trackId, Period period, int most) {
        return startedSince(trackId, Keys.ENROLLMENT, period.from())
                .part(Keys.ENROLLMENT + Keys.time(period.to()), most, EnrollmentItem::listed);
    }

    @Override
    public Part<Run> runs(String trackId, String stepId, Instant since, int most) {
        return ofStep(trackId, stepId, since).part(Keys.AFTER_ANY_ID, most, RunItem::listed);
    }

    @Override
    public Part<ListedInvitation> invitations(String trackId, Instant since, int most) {
        return startedSince(trackId, Keys.INVITATION, since)
                .part(Keys.INVITATION + Keys.AFTER_ANY_ID, most, InvitationItem::listed);
    }

    private ShardedList startedSince(String trackId, String prefix, Instant since) {
        String first = prefix + Keys.time(since);
        return new ShardedList(
                table, shard -> Table.Query.of(Index.GSI1, Keys.ofTrack(trackId, shard), Table.Range.AT_LEAST, first));
    }

    private static Table.Query runs(String trackId, String stepId, int shard, String since) {
        return Table.Query.of(Index.GSI1, Keys.ofStep(trackId, stepId, shard), Table.Range.AT_LEAST, since);
    }

    @Override
    public Count deferred(String trackId, String stepId) {
        return count(shard -> runs(trackId, stepId, shard, ""), item -> hasStatus(item, RunStatus.DEFERRED));
    }

    @Override
    public Count pendingInvitations(String trackId) {
        return pendingInvitations(trackId, item -> true);
    }

    @Override
    public Count pendingInvitations(String trackId, String sourceTrackId) {
        return pendingInvitations(
                trackId,
                item -> InvitationItem.listed(item)
                        .source()
                        .cause()
                        .filter(cause -> cause.trackId().equals(sourceTrackId))
                        .isPresent());
    }

    private Count pendingInvitations(String trackId, Predicate<Map<String, AttributeValue>> filter) {
        return count(
                shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.INVITATION),
                filter.and(item -> hasStatus(item, InvitationStatus.PENDING)));
    }

    @Override
    public Count activeInstances(String trackId) {
        return count(
                shard -> Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard), Keys.ENROLLMENT),
                item -> hasStatus(item, EnrollmentStatus.ACTIVE));
    }

    /** What waits is among the newest, as a rule. */
    private Count count(IntFunction<Table.Query> query, Predicate<Map<String, AttributeValue>> filter) {
        int found = 0;
        boolean complete = true;
        for (int shard = 0; shard < Keys.SHARDS; shard++) {
            List<Map<String, AttributeValue>> newest = newest(query.apply(shard), COUNTED_PER_SHARD + 1);
            found += (int)
                    newest.stream().limit(COUNTED_PER_SHARD).filter(filter).count();
            complete &= newest.size() <= COUNTED_PER_SHARD;
        }
        return new Count(found, complete);
    }

    private List<Map<String, AttributeValue>> newest(Table.Query query, int most) {
        return Pages.all(table, query.page(most, Optional.empty()).reversed())
                .limit(most)
                .toList();
    }

    private static boolean hasStatus(Map<String, AttributeValue> item, WireName status) {
        return Items.optionalText(item, "status").equals(Optional.of(status.wireName()));
    }

    @Override
    public Page<Stored<Enrollment>> enrollmentsOfParticipant(String participantId, int limit, Optional<String> cursor) {
        return ofParticipant(participantId, Keys.ENROLLMENT).page(limit, cursor, EnrollmentItem::stored);
    }

    @Override
    public Page<Invitation> invitationsOfParticipant(String participantId, int limit, Optional<String> cursor) {
        return ofParticipant(participantId, Keys.INVITATION).page(limit, cursor, InvitationItem::read);
    }

    private PartitionList ofParticipant(String participantId, String prefix) {
        return new PartitionList(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), prefix));
    }

    @Override
    public Page<Run> runsOfParticipant(
            String participantId, Predicate<Run> filter, int limit, Optional<String> cursor) {
        Optional<String> asEnrollee = cursor.filter(text -> text.startsWith(AS_ENROLLEE));
        List<Run> found = new ArrayList<>();
        if (asEnrollee.isEmpty()) {
            Page<Run> own = ofParticipant(participantId, Keys.RUN).matching(filter, limit, cursor, RunItem::read);
            if (own.nextCursor().isPresent() || own.data().size() == limit) {
                return new Page<>(own.data(), own.nextCursor().or(() -> Optional.of(AS_ENROLLEE)));
            }
            found.addAll(own.data());
        }
        Optional<String> position =
                asEnrollee.map(text -> text.substring(AS_ENROLLEE.length())).filter(text -> !text.isEmpty());
        Page<Run> ofOthers = new PartitionList(table, asEnrollee(participantId))
                .matching(filter, limit - found.size(), position, RunItem::read);
        found.addAll(ofOthers.data());
        return new Page<>(found, ofOthers.nextCursor().map(AS_ENROLLEE::concat));
    }

    /** Newest first. */
    private static Table.Query asEnrollee(String participantId) {
        return Table.Query.prefix(Index.GSI3, Keys.enrollee(participantId), "").reversed();
    }

    @Override
    public List<Run> runs(String participantId) {
        return Pages.all(table, Table.Query.prefix(Index.TABLE, Keys.user(participantId), Keys.RUN))
                .map(RunItem::read)
                .toList();
    }

    @Override
    public Stream<Run> runsAsEnrollee(String participantId) {
        return Pages.all(table, asEnrollee(participantId)).map(RunItem::read);
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

    /** Reads enrollments and invitations in one query: no other item type sorts between them. */
    @Override
    public List<UndeliverableMessage> undeliverable(String participantId) {
        Table.Query written = Table.Query.of(
                Index.TABLE, Keys.user(participantId), Table.Range.UP_TO, Keys.INVITATION + Keys.AFTER_ANY_ID);
        return Pages.all(table, written).flatMap(MessageItem::undeliverable).toList();
    }
}
