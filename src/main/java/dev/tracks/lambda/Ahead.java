package dev.tracks.lambda;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.text.SimpleDateFormat;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * What the start and the first request to the table need of the JDK and takes long; for a processor that is idle
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
            link();
            new SimpleDateFormat("yyyy", Locale.ROOT); // For Jackson.
            UUID.randomUUID(); // For Quarkus' configuration.
            if (tls) {
                SSLContext.getDefault();
            }
            Mac.getInstance("HmacSHA256"); // For signed requests.
            if (tls) {
                hello();
                Normalizer.normalize("é", Normalizer.Form.NFKD); // For names in certificates.
            }
            BigDecimal.valueOf(1); // For numbers in JSON.
            ZoneId.of("Europe/London").getRules(); // For people.
        } catch (GeneralSecurityException | SSLException | RuntimeException e) {
            // Whoever needs it will say so.
            Logger.getLogger(Ahead.class).debug("the JDK is not as expected", e);
        }
    }

    /**
     * A client's hello that nobody gets, with the keys that bootstrap has TLS offer first; and what a handshake asks of keys
     * (docs/decisions, 0020).
     */
    private static void hello() throws GeneralSecurityException, SSLException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
        engine.getSSLParameters()
                .getAlgorithmConstraints()
                .permits(EnumSet.of(CryptoPrimitive.KEY_AGREEMENT), new SecretKeySpec(new byte[16], "AES"));
    }

    /**
     * Lambdas of the JDK that no archive holds, for they are serializable: Qute sorts by a number, the SDK by a name
     * (docs/decisions, 0020).
     */
    private static void link() {
        Comparator.comparingInt(String::length);
        Comparator.comparing(String::strip);
    }
}
