package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.dynamodb.DatabaseControl.StreamPosition;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.store.table.IndexNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    private Path current;

    @BeforeEach
    void aCompleteFolder() throws IOException {
        start();
        current = Files.createDirectories(folder.resolve("database")).resolve("CURRENT");
        Files.createFile(current);
        try (DiskStore disk = DiskStore.open(folder)) {
            DataFolder.of(folder, disk).complete();
            disk.map("stream-position").put("checkpoint", "000000000000000000007");
            disk.commit();
        }
    }

    private void start() {
        DataFolder.check(folder);
        try (DiskStore disk = DiskStore.open(folder)) {
            DataFolder.of(folder, disk);
        }
    }

    private IndexNames indexes() {
        try (DiskStore disk = DiskStore.open(folder)) {
            return DataFolder.of(folder, disk).indexes();
        }
    }

    @Test
    void aTableThatThisVersionCreatesHasItsIndexesOnceItExists() {
        assertThat(indexes()).isEqualTo(IndexNames.NEW);
    }

    @Test
    void aTableThatAnEarlierVersionHasCreatedKeepsItsIndexes() {
        try (DiskStore disk = DiskStore.open(folder)) {
            disk.map("folder").remove("newIndexes");
            disk.commit();
        }

        assertThat(indexes()).isEqualTo(IndexNames.EARLIER);
        assertThat(indexes()).isEqualTo(IndexNames.EARLIER);
    }

    private void assertDamaged(String problem) {
        assertThatThrownBy(this::start)
                .isInstanceOf(LocalCloudException.class)
                .hasMessage("the data in " + folder + " are damaged: " + problem
                        + ". Restore that folder, or start with another one");
    }

    @Test
    void aCompleteFolderIsAccepted() {
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void aMissingDiskIsReported() throws IOException {
        Files.delete(folder.resolve("cloud.mv"));

        assertDamaged("cloud.mv is missing or empty");
    }

    @Test
    void anEmptyDiskIsReported() throws IOException {
        Files.write(folder.resolve("cloud.mv"), new byte[0]);

        assertDamaged("cloud.mv is missing or empty");
    }

    @Test
    void aMissingDatabaseIsReported() throws IOException {
        Files.delete(current);

        assertDamaged("database is missing or incomplete");
    }

    /** The process may be killed at any time, even before the database exists. */
    @Test
    void aFolderWhoseFirstStartWasInterruptedIsUsed(@TempDir Path other) {
        for (int starts = 0; starts < 2; starts++) {
            DataFolder.check(other);
            try (DiskStore disk = DiskStore.open(other)) {
                DataFolder.of(other, disk);
            }
        }
    }

    @Test
    void eachPartRevealsThatTheOtherHasLostWrites() {
        try (DiskStore disk = DiskStore.open(folder)) {
            DataFolder data = DataFolder.of(folder, disk);

            data.check(new StreamPosition(7, 7));
            data.check(new StreamPosition(9, 0));
            assertThatThrownBy(() -> data.check(new StreamPosition(6, 0)))
                    .hasMessageContaining("database lacks its latest writes");
            assertThatThrownBy(() -> data.check(new StreamPosition(9, 8)))
                    .hasMessageContaining("cloud.mv lacks its latest writes");
        }
    }
}
