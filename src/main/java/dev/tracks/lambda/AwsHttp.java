package dev.tracks.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How the AWS SDK's clients connect: through the JDK's own client, with the time-outs that the SDK has by default. The SDK would
 * give each client a TLS context of its own, and read the trusted certificates for it, even where it is never used; so all take
 * the JVM's, which is made by the first connection that needs it.
 */
final class AwsHttp {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(30).toMillis();

    private AwsHttp() {}

    static SdkHttpClient client() {
        // Read by the JDK at its first connection. Whether to send again is the SDK's to say: an e-mail is not, for
        // one.
        System.setProperty("sun.net.http.retryPost", "false");
        return UrlConnectionHttpClient.create(AwsHttp::open);
    }

    private static HttpURLConnection open(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            return new BufferedConnection(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
