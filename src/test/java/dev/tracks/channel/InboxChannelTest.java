package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.OutgoingMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxChannelTest {
    private static final Invitation INVITATION =
            Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "leadership", 1);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 204;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/inbox", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private InboxChannel channel() {
        URI inbox = URI.create("http://localhost:" + server.getAddress().getPort() + "/inbox");
        return new InboxChannel(inbox, new Links(), InstantSource.fixed(Fixtures.NOW));
    }

    record Links() implements JoinLinks {
        @Override
        public URI link(JoinToken token) {
            return URI.create("https://example.org/join/" + signed(token));
        }

        @Override
        public String signed(JoinToken token) {
            return token.participantId();
        }

        @Override
        public Optional<JoinToken> token(String signed) {
            return Optional.empty();
        }
    }

    private static OutgoingMessage outgoing(MessageKind kind, Optional<OutgoingMessage.Button> button) {
        MessageRef ref = new MessageRef(kind, "ada", "leadership", 1);
        return new OutgoingMessage(ref, Fixtures.person("ada").build(), "Hi Ada 🎉", button, false);
    }

    @Test
    void aResentMessageDiffersFromTheFirst() {
        OutgoingMessage first = outgoing(MessageKind.INVITATION, Optional.empty());
        OutgoingMessage again = new OutgoingMessage(
                first.ref(), first.to(), first.text(), first.button(), false, Optional.of(Fixtures.NOW.plusSeconds(5)));

        channel().send(first);
        channel().send(again);
        channel().send(again);

        assertThat(received.get(1)).isNotEqualTo(received.get(0)).isEqualTo(received.get(2));
    }

    @Test
    void anInvitationHasItsButton() {
        OutgoingMessage.Button button = new OutgoingMessage.Button("Level up!", JoinToken.of(INVITATION));

        channel().send(outgoing(MessageKind.INVITATION, Optional.of(button)));

        assertThat(received)
                .containsExactly("{\"id\":\"invitation/ada/leadership/1\",\"to\":\"ada\",\"text\":\"Hi Ada 🎉\","
                        + "\"button\":{\"text\":\"Level up!\",\"url\":\"https://example.org/join/ada\"},"
                        + "\"at\":\"2025-03-03T09:00:00Z\",\"kind\":\"invitation\",\"trackId\":\"leadership\"}");
    }

    @Test
    void aConfirmationHasNoButton() {
        channel().send(outgoing(MessageKind.CONFIRMATION, Optional.empty()));

        assertThat(received).singleElement().asString().contains("\"button\":null", "\"kind\":\"confirmation\"");
    }

    @Test
    void anErrorResponseFromTheInboxIsAFailure() {
        status = 500;

        assertThatThrownBy(() -> channel().send(outgoing(MessageKind.CONFIRMATION, Optional.empty())))
                .hasMessageContaining("500");
    }

    @Test
    void anUnreachableInboxIsAFailure() {
        InboxChannel channel = channel();
        server.stop(0);

        assertThatThrownBy(() -> channel.send(outgoing(MessageKind.CONFIRMATION, Optional.empty())))
                .isInstanceOf(RuntimeException.class);
    }
}
