package dev.tracks.local.tls;

import dev.tracks.local.support.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * A certificate of {@code localhost} and the authority that signed it, created by the JDK's keytool, with the same
 * kind of keys as on AWS (RSA, 2048 bits).
 *
 * @param folder of the files
 */
public record Certificates(Path folder) {
    private static final String PASSWORD = "changeit"; // The JDK's own.
    private static final String KEYS = "keys.p12";
    private static final String AUTHORITY = "authority.pem";
    private static final String TRUSTED = "trusted";
    private static final List<String> NEW_KEY =
            List.of("-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-validity", "2" /* days */);

    /** @param java the JDK whose trusted certificates are included: a client that reads fewer would start sooner */
    public static Certificates make(Path folder, Path java) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(KEYS));
        Certificates made = new Certificates(folder);
        made.newKey("authority", "-dname", "CN=Local authority", "-ext", "bc:c");
        made.newKey(
                "server", "-signer", "authority", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        made.keytool(KEYS, List.of("-exportcert", "-rfc", "-alias", "authority", "-file", made.path(AUTHORITY)));
        Path trusted = java.resolve(Path.of("lib", "security", "cacerts"));
        Files.copy(trusted, folder.resolve(TRUSTED), StandardCopyOption.REPLACE_EXISTING);
        made.keytool(
                TRUSTED,
                List.of("-importcert", "-noprompt", "-alias", "dev.tracks.local", "-file", made.path(AUTHORITY)));
        return made;
    }

    /** The variables that make a program in Java or Node.js, or curl, trust the certificates. */
    public Map<String, String> environment() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "'-Djavax.net.ssl.trustStore=" + path(TRUSTED) + "'",
                "NODE_EXTRA_CA_CERTS",
                path(AUTHORITY),
                "CURL_CA_BUNDLE",
                path(AUTHORITY));
    }

    /** Creates sockets that present the server's certificate. */
    SSLServerSocketFactory server() throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(KEYS))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            keys.deleteEntry("authority");
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context.getServerSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("keytool's certificate cannot be read", e);
        }
    }

    private String path(String file) {
        return folder.resolve(file).toAbsolutePath().toString();
    }

    private void newKey(String alias, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(NEW_KEY);
        arguments.addAll(List.of("-alias", alias));
        arguments.addAll(List.of(options));
        keytool(KEYS, arguments);
    }

    private void keytool(String store, List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Jdk.running().program("keytool").toString()));
        command.addAll(arguments);
        command.addAll(List.of("-keystore", path(store), "-storepass", PASSWORD));
        Processes.runQuietly(command);
    }
}
