package dev.tracks.lambda;

import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * What the start and the first request to the table need of the JDK and takes long, in that order; for a processor that is idle
 * while Quarkus starts. It names classes of the JDK alone, which may be initialized by several threads; ours, Quarkus' and the
 * SDK's may wait for each other. The one way out of the JDK is its log, which is JBoss': have that there before.
 */
final class Ahead implements Runnable {
    private final boolean tls;

    private Ahead(boolean tls) {
        this.tls = tls;
    }

    /** @param endpoint of AWS, where it is not the usual one: at {@code http:} no trusted certificates are read */
    static void start(Optional<String> endpoint) {
        boolean plain = endpoint.filter(uri -> uri.startsWith("http:")).isPresent();
        Thread thread = new Thread(new Ahead(!plain), "ahead");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            new SimpleDateFormat("yyyy", Locale.ROOT); // For Jackson.
            UUID.randomUUID(); // For Quarkus' configuration.
            BigDecimal.valueOf(1); // For numbers in JSON.
            Mac.getInstance("HmacSHA256"); // For signed requests.
            ZoneId.of("Europe/London").getRules(); // For people.
            if (tls) {
                SSLContext.getDefault();
            }
        } catch (GeneralSecurityException e) {
            // Whoever needs it will say so.
            Logger.getLogger(Ahead.class).debug("the JDK is not as expected", e);
        }
    }
}
