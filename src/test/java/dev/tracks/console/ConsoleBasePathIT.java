package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.gateway.GatewayOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console below a base path, as with a custom domain's API mapping. */
@Tag("browser")
class ConsoleBasePathIT {
    @Test
    void theConsoleWorksBelowABasePath() {
        LocalOptions options = LocalOptions.defaults().withGateway(new GatewayOptions("/people/tracks", List.of()));
        try (LocalCloud cloud = LocalCloud.start(options)) {
            Browser.passes("inbox", cloud, Map.of());
            Browser.passes("join", cloud, Map.of());
        }
    }
}
