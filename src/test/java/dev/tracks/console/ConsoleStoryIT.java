package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole user story in the console, with the demo's data; it also takes the pictures of the README. */
@Tag("browser")
class ConsoleStoryIT {
    /** The demo waits a day before Week 1, and seven before Month 1. */
    private static final BigDecimal A_DAY_IN_TEN_SECONDS = BigDecimal.valueOf(8_640);

    @Test
    void anAdminConfiguresAndAPersonJoins() {
        LocalOptions options = LocalOptions.defaults().withDemo(true).withSpeed(A_DAY_IN_TEN_SECONDS);
        try (LocalCloud cloud = LocalCloud.start(options)) {
            Browser.passes("story", cloud, Browser.pictures());
        }
    }
}
