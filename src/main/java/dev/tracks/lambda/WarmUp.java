package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the selected handler with its dependencies and opens the connection to the table during init, when Lambda
 * gives the function full CPU, so that the first request does not wait for it. An invalid setting stops the start; a
 * table that does not answer does not, and delays it by one second at most: Slack waits three seconds, and the response
 * to a click does not need the table.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** No item has this key. */
    private static final Key MISSING = new Key("WARM-UP", "WARM-UP");

    void onStart(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.lambda.handler") String handler,
            @ConfigProperty(name = "AWS_LAMBDA_INITIALIZATION_TYPE") Optional<String> lambda,
            @Any Instance<RequestStreamHandler> handlers,
            Instance<Table> table) {
        handlers.select(NamedLiteral.of(handler)).get();
        // Only Lambda sets this variable. In the local cloud, many functions start on one machine and gain nothing.
        if (lambda.isPresent()) {
            connect(table.get(), LONGEST);
        }
    }

    /** Returns when the table has answered, but at the latest after that time. */
    static void connect(Table table, Duration longest) {
        Thread connecting = new Thread(() -> connect(table), "warm-up");
        connecting.setDaemon(true);
        connecting.start();
        try {
            connecting.join(longest.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void connect(Table table) {
        try {
            table.get(MISSING);
        } catch (RuntimeException e) {
            LOG.warnf("the table does not answer yet: %s", e.getMessage());
        }
    }
}
