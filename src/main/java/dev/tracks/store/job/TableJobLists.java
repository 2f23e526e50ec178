package dev.tracks.store.job;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.record.Participant;
import dev.tracks.store.Cursor;
import dev.tracks.store.Pages;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.RunItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.person.ParticipantReader;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.job.JobLists;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the lists that jobs are about from the first index, one request a page. */
@Singleton
public final class TableJobLists implements JobLists {
    private final Table table;
    private final ParticipantReader participants;

    public TableJobLists(Table table, ParticipantReader participants) {
        this.table = table;
        this.participants = participants;
    }

    @Override
    public Directory.Page<Participant> participants(Shard shard) {
        Table.Query people = Table.Query.prefix(Index.GSI1, Keys.people(shard.number()), "");
        return Pages.items(table, page(people, shard, entry -> entry), participants::read);
    }

    @Override
    public Directory.Page<ListedInstance> instances(String trackId, Shard shard) {
        return page(
                Table.Query.prefix(Index.GSI1, Keys.ofTrack(trackId, shard.number()), Keys.ENROLLMENT),
                shard,
                EnrollmentItem::listed);
    }

    @Override
    public Directory.Page<Run> runs(String trackId, String stepId, Instant from, Shard shard) {
        return page(
                Table.Query.of(
                        Index.GSI1,
                        Keys.ofStep(trackId, stepId, shard.number()),
                        Table.Range.AT_LEAST,
                        Keys.time(from)),
                shard,
                RunItem::listed);
    }

    @Override
    public Directory.Page<Undeliverable> undeliverable(Instant since, Shard shard) {
        Directory.Page<Undeliverable> page = page(
                Table.Query.of(Index.GSI1, Keys.undeliverable(shard.number()), Table.Range.AT_LEAST, Keys.time(since)),
                shard,
                UndeliverableItem::read);
        return page.filter(entry -> entry.message().kind() != MessageKind.TEST);
    }

    private <T> Directory.Page<T> page(Table.Query query, Shard shard, Function<Map<String, AttributeValue>, T> read) {
        Table.Page page = table.query(query.page(shard.limit(), shard.cursor().map(cursor -> startKey(query, cursor))));
        List<T> data = page.items().stream().map(read).toList();
        return new Directory.Page<>(data, page.last().map(TableJobLists::cursor));
    }

    private static String cursor(Map<String, AttributeValue> last) {
        Key key = Items.key(last);
        return Cursor.encode(key.pk(), key.sk(), last.get(Index.GSI1.sort()).s());
    }

    private static Map<String, AttributeValue> startKey(Table.Query query, String text) {
        Cursor cursor = Cursor.decode(text, 3);
        return ItemWriter.at(new Key(cursor.part(0), cursor.part(1)))
                .index(Index.GSI1, query.partition(), cursor.part(2))
                .build();
    }
}
