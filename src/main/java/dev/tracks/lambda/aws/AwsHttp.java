package dev.tracks.lambda.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The HTTP client of the AWS clients: the SDK's URLConnection client, with the JVM's default TLS context. By default
 * the SDK creates a TLS context for each client, even if it never uses TLS; the JDK creates its default context anyway.
 */
final class AwsHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private AwsHttp() {}

    /** @param attempt the read time-out: the SDK's own time-outs do not interrupt a blocked read */
    static SdkHttpClient client(Duration attempt) {
        return client(CONNECT, attempt);
    }

    /**
     * The same, with another connect time-out.
     *
     * @param attempt as in {@link #client(Duration)}
     */
    static SdkHttpClient client(Duration connect, Duration attempt) {
        return UrlConnectionHttpClient.create(uri -> open(uri, connect, attempt));
    }

    private static HttpURLConnection open(URI uri, Duration connect, Duration attempt) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) connect.toMillis());
            connection.setReadTimeout((int) attempt.toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
