package dev.tracks.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Posts messages to the local cloud's inbox, where developers can read them. Not for production. */
public final class InboxChannel implements Channel {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI inbox;
    private final JoinLinks links;
    private final InstantSource clock;

    public InboxChannel(URI inbox, JoinLinks links, InstantSource clock) {
        this.inbox = inbox;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public SendResult send(OutgoingMessage outgoing) {
        byte[] body = json(outgoing).toString().getBytes(StandardCharsets.UTF_8);
        try {
            int status = post(body);
            if (status / 100 != 2) {
                throw new IOException("the inbox answered " + status);
            }
            return new SendResult.Accepted(Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // HttpURLConnection, because the AWS SDK uses it too: java.net.http would load more classes and start threads.
    private int post(byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) inbox.toURL().openConnection();
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try {
            try (OutputStream output = connection.getOutputStream()) {
                output.write(body);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private ObjectNode json(OutgoingMessage outgoing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", outgoing.id()).put("to", outgoing.to().id()).put("text", outgoing.text());
        outgoing.button()
                .ifPresentOrElse(
                        button -> json.putObject("button")
                                .put("text", button.text())
                                .put("url", links.link(button.token()).toString()),
                        () -> json.putNull("button"));
        return json.put("at", clock.instant().toString())
                .put("kind", outgoing.ref().kind().wireName())
                .put("trackId", outgoing.ref().trackId());
    }
}
