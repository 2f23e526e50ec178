package dev.tracks.local.support;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Queues, inbox, events and checkpoints in one file. Committed data survive {@code kill -9} of this process (but not a
 * power failure: nothing forces writes to the disk).
 */
public final class DiskStore implements AutoCloseable {
    public static final String FILE = "cloud.mv";

    private final MVStore store;
    private final Consumer<String> unwritable;

    private DiskStore(MVStore store, Consumer<String> unwritable) {
        this.store = store;
        this.unwritable = unwritable;
    }

    /** As {@link #open(Path, Consumer)}, if the exception of a failed write is enough. */
    public static DiskStore open(Path folder) {
        return open(folder, problem -> {});
    }

    /**
     * @param folder must exist
     * @param unwritable receives, once or more often, why a write failed; from then on nothing is stored
     * @throws LocalCloudException if another process has it open, or it is damaged
     */
    public static DiskStore open(Path folder, Consumer<String> unwritable) {
        Path file = folder.resolve(FILE);
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitBufferSize(1024)
                    .backgroundExceptionHandler((thread, e) -> unwritable.accept(rootMessage(e)))
                    .open();
            return new DiskStore(store, unwritable);
        } catch (MVStoreException e) {
            throw new LocalCloudException(
                    switch (e.getErrorCode()) {
                        case DataUtils.ERROR_FILE_LOCKED -> "another local cloud uses " + folder;
                        case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                            damaged(folder, FILE + " cannot be read");
                        default -> "cannot open " + file + ": " + rootMessage(e);
                    },
                    e);
        }
    }

    /** The error message for a damaged folder. */
    public static String damaged(Path folder, String problem) {
        return "the data in " + folder + " are damaged: " + problem
                + ". Restore that folder, or start with another one";
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null ? e.getMessage() : rootMessage(e.getCause());
    }

    /** An ordered list: number → JSON. */
    public MVMap<Long, String> list(String name) {
        return store.openMap(name);
    }

    public MVMap<String, String> map(String name) {
        return store.openMap(name);
    }

    /**
     * Returns when everything put so far, by any thread, is in the file.
     *
     * @throws LocalCloudException if it cannot be written
     */
    public void commit() {
        try {
            store.commit();
        } catch (MVStoreException e) {
            unwritable.accept(rootMessage(e));
            throw new LocalCloudException("cannot write: " + rootMessage(e), e);
        }
        if (store.isClosed()) {
            // The store closes itself after a failed write, and then ignores commits silently.
            throw new LocalCloudException("cannot write: the store is closed");
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
