package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console with more tracks and history than fit in a page of a list, in a local cloud of its own. */
@Tag("browser")
class ConsolePagesIT {
    @Test
    void listsOfSeveralPagesAreShownWhole() {
        try (LocalCloud cloud = LocalCloud.start(LocalOptions.defaults())) {
            Browser.passes("pages", cloud, Map.of());
        }
    }
}
