package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The console of the packaged program in Chromium, part by part. Each part creates the tracks and people that it
 * needs.
 */
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
    void tracksAreListedPausedAndResumed() {
        passes("tracks");
    }

    @Test
    void theListsOfATrackAndOfAStepShowWhoIsWhere() {
        passes("where");
    }

    @Test
    void theMapShowsTracksAndSteps() {
        passes("map");
    }

    @Test
    void goingFromPageToPageKeepsFocusSearchAndWhatIsTyped() {
        passes("navigation");
    }

    @Test
    void aPersonsPageShowsWhatHappenedAndWhy() {
        passes("person");
    }

    @Test
    void peopleAreAddedChangedDeactivatedAndErased() {
        passes("people");
    }

    @Test
    void peopleAreImportedFromFiles() {
        passes("import");
    }

    @Test
    void membersSeeTheirTracksAndAnswerInvitations() {
        passes("my-tracks");
    }

    @Test
    void listsUndeliverableMessagesAndSendsThemAgain() {
        passes("undeliverable");
    }

    @Test
    void jobsAreTriedStartedWatchedAndStopped() {
        passes("jobs");
    }

    @Test
    void aReportShowsTheFunnelOverTimeAndForEachStep() {
        passes("report");
    }

    @Test
    void theJoinPageNeedsNoScript() {
        passes("join");
    }

    @Test
    void theInboxShowsTheMessagesSentToPeople() {
        passes("inbox");
    }

    @Test
    void theConsoleIsAccessible() {
        passes("access");
    }

    @Test
    void itsFilesAreSmallAndCached() {
        passes("build");
    }
}
