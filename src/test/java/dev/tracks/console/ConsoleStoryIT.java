package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole way through the console, on the demo's data; it takes the pictures of the README. */
@Tag("browser")
class ConsoleStoryIT {
    @Test
    void anAdminConfiguresAndAPersonJoins() {
        try (LocalCloud cloud = LocalCloud.start(LocalOptions.defaults().withDemo(true))) {
            Browser.passes("story", cloud, Browser.pictures());
        }
    }
}
