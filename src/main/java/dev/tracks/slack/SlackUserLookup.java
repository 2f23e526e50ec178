package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracks.slack.SlackUsers.Found;
import dev.tracks.usecase.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds Slack users by e-mail address with {@code users.lookupByEmail} (Slack docs; scope {@code users:read.email}). A
 * process caches the results. If Slack asks to wait, the process makes no further lookup until then.
 */
public final class SlackUserLookup {
    private static final Logger LOG = Logger.getLogger(SlackUserLookup.class);

    /** How long a user that was found is cached. */
    static final Duration FOUND = Duration.ofHours(1);

    /** How long it is cached that there is no user: people who are new in Slack are found soon. */
    static final Duration NOT_FOUND = Duration.ofMinutes(5);

    static final int CACHE_MAX = 1_000;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(4);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final String NOBODY = "users_not_found";
    private static final String RATE_LIMITED = "ratelimited";

    private record Entry(Found found, Instant until) {}

    private final SlackMethod lookup;
    private final InstantSource systemClock;
    /** By e-mail address, oldest first. */
    private final Map<String, Entry> cache = new LinkedHashMap<>();

    private Instant notBefore = Instant.MIN;

    /** @param api base URL of the Web API, such as {@code https://slack.com/api} */
    public SlackUserLookup(URI api, Secret token, InstantSource systemClock) {
        this.lookup = new SlackMethod(api, "users.lookupByEmail", token, new SlackHttp(CONNECT, READ));
        this.systemClock = systemClock;
    }

    /**
     * The user with that address. Deactivated users and bots are not found. If Slack does not answer, that is a failure
     * with the error {@code no_answer}.
     */
    synchronized Found byEmail(String email) {
        Instant now = systemClock.instant();
        Entry cached = cache.get(email);
        if (cached != null && now.isBefore(cached.until())) {
            return cached.found();
        }
        if (now.isBefore(notBefore)) {
            return Found.failed(rateLimited(Duration.between(now, notBefore)));
        }
        Found found = found(ask(email));
        found.failure()
                .filter(answer -> answer.status() == 429)
                .ifPresent(answer -> notBefore = now.plus(answer.retryAfter().orElse(DEFAULT_WAIT)));
        if (found.failure().isEmpty()) {
            keep(email, new Entry(found, now.plus(found.userId().isPresent() ? FOUND : NOT_FOUND)));
        }
        return found;
    }

    private void keep(String email, Entry entry) {
        cache.remove(email);
        if (cache.size() >= CACHE_MAX) {
            cache.remove(cache.keySet().iterator().next());
        }
        cache.put(email, entry);
    }

    private SlackHttp.Answer ask(String email) {
        try {
            return lookup.callWithForm(Map.of("email", email));
        } catch (IOException e) {
            // Only the class: the message may contain the address.
            LOG.warn("Slack did not answer a lookup: " + e.getClass().getName());
            return failure(0, Optional.empty(), "no_answer");
        }
    }

    private static boolean isAnswered(SlackHttp.Answer answer) {
        return answer.isOk() || NOBODY.equals(answer.error());
    }

    private static Found found(SlackHttp.Answer answer) {
        if (!isAnswered(answer)) {
            return Found.failed(answer);
        }
        JsonNode user = answer.body().path("user");
        String id = user.path("id").asText("");
        boolean person = !id.isEmpty()
                && !user.path("deleted").asBoolean()
                && !user.path("is_bot").asBoolean();
        return person ? Found.user(id) : Found.NOBODY;
    }

    private static SlackHttp.Answer rateLimited(Duration wait) {
        return failure(429, Optional.of(wait), RATE_LIMITED);
    }

    private static SlackHttp.Answer failure(int status, Optional<Duration> retryAfter, String error) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error);
        return new SlackHttp.Answer(status, retryAfter, body);
    }
}
