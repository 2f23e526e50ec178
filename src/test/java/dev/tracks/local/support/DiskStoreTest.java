package dev.tracks.local.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    private void failedWrite(DiskStore disk) {
        disk.list("a").put(1L, "one");
        FullDisk.fill();
        assertThatThrownBy(disk::commit).isInstanceOf(LocalCloudException.class).hasMessageStartingWith("cannot write");
    }

    @Test
    void aFailedWriteIsReportedAndThrown() {
        try (DiskStore disk = DiskStore.open(FullDisk.with(folder), problems::add)) {
            failedWrite(disk);

            assertThat(problems).isNotEmpty().containsOnly("No space left on device");
        }
    }

    @Test
    void nothingIsCommittedAfterAFailedWrite() {
        try (DiskStore disk = DiskStore.open(FullDisk.with(folder), problems::add)) {
            failedWrite(disk);

            assertThatThrownBy(disk::commit)
                    .isInstanceOf(LocalCloudException.class)
                    .hasMessageStartingWith("cannot write");
        }
    }

    @Test
    void dataCommittedBeforeAFailedWriteAreKept() {
        try (DiskStore disk = DiskStore.open(FullDisk.with(folder), problems::add)) {
            disk.list("a").put(0L, "zero");
            disk.commit();
            failedWrite(disk);
        }

        try (DiskStore disk = DiskStore.open(folder)) {
            assertThat(disk.list("a")).containsEntry(0L, "zero");
        }
    }

    @Test
    void aDamagedFileIsReported() throws IOException {
        Files.write(folder.resolve("cloud.mv"), new byte[10_000]);

        assertThatThrownBy(() -> DiskStore.open(folder))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContainingAll("the data in " + folder + " are damaged", "cloud.mv");
    }
}
