package dev.tracks.lambda.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How the AWS clients connect: by the SDK's URLConnection client, over connections with the JVM's TLS context. By itself the SDK
 * makes a TLS context for each client, even if it never speaks TLS; the JDK makes the JVM's all the same.
 */
final class AwsHttp {
    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    private AwsHttp() {}

    /** @param attempt how long to wait for an answer: a blocked read heeds no other time-out */
    static SdkHttpClient client(Duration attempt) {
        return UrlConnectionHttpClient.create(uri -> open(uri, attempt));
    }

    private static HttpURLConnection open(URI uri, Duration attempt) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout((int) attempt.toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
