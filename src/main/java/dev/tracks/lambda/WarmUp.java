package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Table;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Does at init what the first request would wait for, as Lambda gives a starting function its full processor then: makes the
 * chosen handler with all that it needs, and opens the connection to the table. A setting that is wrong stops the start; a
 * table that does not answer yet does not.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    /** No item has this key. */
    private static final Key NOTHING = new Key("WARM-UP", "WARM-UP");

    void onStart(
            @Observes StartupEvent start,
            @ConfigProperty(name = "quarkus.lambda.handler") String handler,
            @ConfigProperty(name = "AWS_LAMBDA_INITIALIZATION_TYPE") Optional<String> lambda,
            @Any Instance<RequestStreamHandler> handlers,
            Instance<Table> table) {
        handlers.select(NamedLiteral.of(handler)).get();
        // Only Lambda sets this variable. Elsewhere many functions start on one machine: nothing would be gained.
        if (lambda.isPresent()) {
            connect(table.get());
        }
    }

    static void connect(Table table) {
        try {
            table.get(NOTHING);
        } catch (RuntimeException e) {
            LOG.warnf("the table does not answer yet: %s", e.getMessage());
        }
    }
}
