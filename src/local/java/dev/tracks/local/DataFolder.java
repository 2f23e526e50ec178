package dev.tracks.local;

import dev.tracks.local.dynamodb.DatabaseControl.StreamPosition;
import dev.tracks.local.lambda.StreamEventSourceMapping;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.store.table.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVMap;

/**
 * A data folder, which is valid only as a whole: the {@link DiskStore}'s file, written first, and the database. Both
 * record the position up to which the stream was delivered, so that each reveals writes that the other has lost.
 */
final class DataFolder {
    static final String DATABASE = "database";

    /** LevelDB's file that names its current state; without it, LevelDB starts with nothing. */
    private static final String CURRENT = "CURRENT";

    private static final String COMPLETE = "complete";

    /** Present if the table was created with the indexes of this version. */
    private static final String NEW_INDEXES = "newIndexes";

    private final Path folder;
    private final DiskStore disk;
    private final MVMap<String, String> state;

    private DataFolder(Path folder, DiskStore disk) {
        this.folder = folder;
        this.disk = disk;
        this.state = disk.map("folder");
    }

    /**
     * Must be called before anything in the folder is opened.
     *
     * @throws LocalCloudException if a part of the data is missing
     */
    static void check(Path folder) {
        if (hasDatabase(folder) && isEmpty(folder.resolve(DiskStore.FILE))) {
            throw new LocalCloudException(DiskStore.damaged(folder, DiskStore.FILE + " is missing or empty"));
        }
    }

    /**
     * The position of the disk store; must be called before the database is opened.
     *
     * @throws LocalCloudException if the database is missing
     */
    static DataFolder of(Path folder, DiskStore disk) {
        DataFolder data = new DataFolder(folder, disk);
        if (data.state.containsKey(COMPLETE) && !hasDatabase(folder)) {
            throw new LocalCloudException(DiskStore.damaged(folder, DATABASE + " is missing or incomplete"));
        }
        if (!hasDatabase(folder) && data.state.putIfAbsent(NEW_INDEXES, "true") == null) {
            disk.commit();
        }
        return data;
    }

    /** The indexes of the folder's table: one that an earlier version has created keeps its own. */
    IndexNames indexes() {
        return state.containsKey(NEW_INDEXES) ? IndexNames.NEW : IndexNames.EARLIER;
    }

    /** @throws LocalCloudException if the disk store or the database lacks writes that the other has recorded */
    void check(StreamPosition stream) {
        long published = StreamEventSourceMapping.checkpoint(disk);
        if (published > stream.last()) {
            throw new LocalCloudException(DiskStore.damaged(folder, DATABASE + " lacks its latest writes"));
        }
        if (published < stream.trimmed()) {
            throw new LocalCloudException(DiskStore.damaged(folder, DiskStore.FILE + " lacks its latest writes"));
        }
    }

    /** Records that both parts exist: from now on, neither may be missing. */
    void complete() {
        if (state.putIfAbsent(COMPLETE, "true") == null) {
            disk.commit();
        }
    }

    private static boolean hasDatabase(Path folder) {
        return Files.exists(folder.resolve(DATABASE).resolve(CURRENT));
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.notExists(file) || Files.size(file) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
