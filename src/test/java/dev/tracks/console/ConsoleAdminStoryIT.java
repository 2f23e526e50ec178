package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A week of an admin who never leaves the console; it also takes the pictures that need more people than the demo has. */
@Tag("browser")
class ConsoleAdminStoryIT {
    /** The people start on the next Monday, which is at most seven days later. */
    private static final BigDecimal A_DAY_IN_SIX_SECONDS = BigDecimal.valueOf(14_400);

    @Test
    void anAdminImportsStartsUndoesAndRunsAgain() {
        LocalOptions options = LocalOptions.defaults().withSpeed(A_DAY_IN_SIX_SECONDS);
        try (LocalCloud cloud = LocalCloud.start(options)) {
            Map<String, String> more = new HashMap<>(Browser.pictures());
            more.put(
                    "CONSOLE_CLOCK",
                    String.join(
                            ";",
                            Instant.now().toString(),
                            now(cloud),
                            options.speed().toString()));
            Browser.passes("admin-story", cloud, more);
        }
    }

    /** The time of the cloud's clock. */
    private static String now(LocalCloud cloud) {
        return cloud.clock().split(",")[0];
    }
}
