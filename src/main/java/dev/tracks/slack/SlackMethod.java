package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.slack.SlackHttp.Answer;
import dev.tracks.usecase.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A method of Slack's Web API, called with the bot token. If Slack does not accept the token, an alternative is tried once:
 * the token may have been replaced since it was read. Slack has then done nothing at the first attempt.
 */
public final class SlackMethod {
    /** The errors that say that Slack does not accept the token (Slack docs, "Web API", common errors). */
    public static final Set<String> TOKEN_ERRORS =
            Set.of("account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked");

    private final URI address;
    private final Secret token;
    private final SlackHttp http;

    /**
     * @param api base URL of the Web API, such as {@code https://slack.com/api}
     * @param name such as {@code chat.postMessage}
     */
    public SlackMethod(URI api, String name, Secret token, SlackHttp http) {
        this.address = URI.create(api.toString().replaceAll("/+$", "") + "/" + name);
        this.token = token;
        this.http = http;
    }

    /** @throws IOException if it is unknown whether Slack received the request */
    public Answer call(JsonNode arguments) throws IOException {
        return call(bearer -> http.post(address, bearer, arguments));
    }

    /**
     * Calls a method that does not accept JSON.
     *
     * @throws IOException if it is unknown whether Slack received the request
     */
    Answer callWithForm(Map<String, String> arguments) throws IOException {
        return call(bearer -> http.postForm(address, bearer, arguments));
    }

    private interface Attempt {
        Answer with(Optional<String> bearer) throws IOException;
    }

    private Answer call(Attempt attempt) throws IOException {
        String current = token.value();
        Answer answer = attempt.with(Optional.of(current));
        if (!TOKEN_ERRORS.contains(answer.error())) {
            return answer;
        }
        Optional<String> other = token.alternatives(current).stream().findFirst();
        return other.isPresent() ? attempt.with(other) : answer;
    }
}
