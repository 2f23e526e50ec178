package dev.tracks.local;

import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Queues, inbox, events and checkpoints in one file. What is committed survives {@code kill -9} of this process (not a
 * power cut: nothing here forces the disk).
 */
final class Disk implements AutoCloseable {
    private final MVStore store;

    private Disk(MVStore store) {
        this.store = store;
    }

    /**
     * @param folder must exist
     * @throws LocalCloudException if another process has it open
     */
    static Disk open(Path folder) {
        Path file = folder.resolve("cloud.mv");
        try {
            return new Disk(new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitBufferSize(1024)
                    .open());
        } catch (MVStoreException e) {
            throw new LocalCloudException(
                    (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED ? "another local cloud uses " : "damaged: ")
                            + folder,
                    e);
        }
    }

    /** An ordered list: number → JSON. */
    MVMap<Long, String> list(String name) {
        return store.openMap(name);
    }

    MVMap<String, String> map(String name) {
        return store.openMap(name);
    }

    /** Returns when everything put so far, by whatever thread, is in the file. */
    void commit() {
        store.commit();
    }

    @Override
    public void close() {
        store.close();
    }
}
