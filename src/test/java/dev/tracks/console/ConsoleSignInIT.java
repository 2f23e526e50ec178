package dev.tracks.console;

import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.gateway.GatewayOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sign-in, with functions that have no local inbox, as when they are deployed. The test is the issuer. */
@Tag("browser")
class ConsoleSignInIT {
    @Test
    void peopleSignInAtTheirIssuer() throws IOException {
        signIn("");
    }

    @Test
    void peopleSignInBelowABasePath() throws IOException {
        signIn("/people/tracks");
    }

    private static void signIn(String basePath) throws IOException {
        String issuer = "http://localhost:" + freePort();
        Map<String, String> environment = Map.of(
                "TRACKS_LOCAL_INBOX_URL", "",
                "TRACKS_SIGN_IN_ISSUER", issuer,
                "TRACKS_SIGN_IN_CLIENT_ID", "tracks-console",
                "TRACKS_SIGN_IN_AUDIENCE", "https://tracks.example/api",
                "TRACKS_SIGN_IN_PARAMETERS", "organization=org%201");
        LocalOptions options = LocalOptions.defaults()
                .withGateway(new GatewayOptions(basePath, List.of()))
                .withEnvironment(environment);
        try (LocalCloud cloud = LocalCloud.start(options)) {
            Map<String, String> more = new HashMap<>(Browser.pictures());
            more.put("CONSOLE_ISSUER", issuer);
            Browser.passes("sign-in", cloud, more);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
