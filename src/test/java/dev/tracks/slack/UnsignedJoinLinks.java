package dev.tracks.slack;

import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.JoinToken;
import java.net.URI;
import java.util.Optional;

/** Readable join links without a signature. */
public record UnsignedJoinLinks() implements JoinLinks {
    @Override
    public URI link(JoinToken token) {
        return URI.create("https://tracks.example/join/" + signed(token));
    }

    @Override
    public String signed(JoinToken token) {
        return "signed-" + token.participantId();
    }

    @Override
    public Optional<JoinToken> token(String signed) {
        return Optional.empty();
    }
}
