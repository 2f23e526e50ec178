package dev.tracks.store.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.store.PartitionList;
import dev.tracks.store.item.job.JobItem;
import dev.tracks.store.item.job.JobRowItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.job.JobDirectory;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import dev.tracks.usecase.view.Directory.Page;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads jobs and rows for people from the table. */
@Singleton
public final class TableJobDirectory implements JobDirectory {
    private final Table table;

    public TableJobDirectory(Table table) {
        this.table = table;
    }

    @Override
    public Page<Job> jobs(Predicate<Job> filter, int limit, Optional<String> cursor) {
        return new PartitionList(
                        table, Table.Query.prefix(Index.TABLE, Keys.JOBS, "").reversed())
                .matching(filter, limit, cursor, JobItem::read);
    }

    /** A cursor is the number of a shard, and a position in it. */
    @Override
    public Page<JobRow> rows(String jobId, Predicate<JobRow> filter, int limit, Optional<String> cursor) {
        int shard = cursor.map(TableJobDirectory::shard).orElse(0);
        Optional<String> position =
                cursor.map(text -> text.substring(text.indexOf('.') + 1)).filter(p -> !p.isEmpty());
        List<JobRow> found = new ArrayList<>();
        for (int examined = 0; shard < Keys.SHARDS && found.size() < limit && examined < Keys.SHARDS; examined++) {
            Page<JobRow> page = new PartitionList(
                            table, Table.Query.prefix(Index.TABLE, Keys.rows(jobId, shard), Keys.ROW))
                    .matching(filter, limit - found.size(), position, JobRowItem::read);
            found.addAll(page.data());
            position = page.nextCursor();
            if (position.isPresent()) {
                return new Page<>(found, Optional.of(shard + "." + position.get()));
            }
            shard++;
        }
        return new Page<>(found, shard < Keys.SHARDS ? Optional.of(shard + ".") : Optional.empty());
    }

    private static int shard(String cursor) {
        int dot = cursor.indexOf('.');
        try {
            int shard = Integer.parseInt(cursor.substring(0, Math.max(dot, 0)));
            if (shard >= 0 && shard < Keys.SHARDS) {
                return shard;
            }
        } catch (NumberFormatException notANumber) {
            throw new InvalidCursorException();
        }
        throw new InvalidCursorException();
    }
}
