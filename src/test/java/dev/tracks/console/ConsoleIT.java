package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console of the packaged program in Chromium, part by part; each part makes the tracks and people that it needs. */
@Tag("browser")
class ConsoleIT {
    private static LocalCloud cloud;

    @BeforeAll
    static void start() {
        cloud = LocalCloud.start(LocalOptions.defaults());
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    private static void passes(String name) {
        Browser.passes(name, cloud, Map.of());
    }

    @Test
    void stepsAreConfiguredInTheEditor() {
        passes("editor");
    }

    @Test
    void tracksAreListedPausedAndRunAgain() {
        passes("tracks");
    }

    @Test
    void theMapShowsTracksAndSteps() {
        passes("map");
    }

    @Test
    void aPersonsPageTellsWhatHappenedAndWhy() {
        passes("person");
    }

    @Test
    void theJoinPageNeedsNoScript() {
        passes("join");
    }

    @Test
    void theInboxShowsWhatPeopleWereSent() {
        passes("inbox");
    }

    @Test
    void everybodyCanUseIt() {
        passes("access");
    }

    @Test
    void itsFilesAreSmallAndKept() {
        passes("build");
    }
}
