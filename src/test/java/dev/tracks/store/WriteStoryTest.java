package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.store.table.MemoryTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the table of {@link StoryOfEveryItem} to a file, from which a later version continues. */
@EnabledIfSystemProperty(named = "story.file", matches = ".+")
class WriteStoryTest {
    @Test
    void theItemsOfTheStoryAreWritten() {
        MemoryTable table = new MemoryTable();
        new StoryOfEveryItem(new FunctionsOverTable(table)).write();
        Path file = Path.of(System.getProperty("story.file"));

        StoredTable.write(file, table.snapshot().values());

        assertThat(StoredTable.read(file))
                .containsExactlyInAnyOrderElementsOf(table.snapshot().values());
    }
}
