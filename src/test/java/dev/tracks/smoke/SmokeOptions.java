package dev.tracks.smoke;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of the smoke test.
 *
 * @param url the address of the deployment, without a slash at its end
 * @param token the bearer token of an admin
 * @param patience how long to wait for each effect that is not immediate
 * @param recipient aliases of the person whom the test enrolls ({@code email}, {@code slackUserId}): the deployment
 *     sends real messages there; empty for none
 */
public record SmokeOptions(URI url, String token, Duration patience, Map<String, String> recipient) {
    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads the properties {@code smoke.url}, {@code smoke.token}, {@code smoke.patience}, {@code smoke.email} and
     * {@code smoke.slackUserId}. An empty property counts as unset.
     *
     * @throws IllegalArgumentException which names each property that is missing or invalid, and what was expected
     */
    public static SmokeOptions of(Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        Optional<URI> url = url(text(properties, "smoke.url"), problems);
        Optional<String> token = text(properties, "smoke.token");
        if (token.isEmpty()) {
            problems.add("smoke.token is missing: the access token of an admin (docs/sign-in.md)");
        }
        Duration patience = patience(text(properties, "smoke.patience"), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems)
                    + "\nUsage: mvn -Psmoke -Dsmoke.url=https://people.example.com -Dsmoke.token=…");
        }
        Map<String, String> recipient = new HashMap<>();
        text(properties, "smoke.email").ifPresent(email -> recipient.put("email", email));
        text(properties, "smoke.slackUserId").ifPresent(user -> recipient.put("slackUserId", user));
        return new SmokeOptions(url.orElseThrow(), token.orElseThrow(), patience, Map.copyOf(recipient));
    }

    private static Optional<String> text(Map<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<URI> url(Optional<String> given, List<String> problems) {
        if (given.isEmpty()) {
            problems.add("smoke.url is missing: the address of the deployment, which is the stack's output ApiUrl");
            return Optional.empty();
        }
        try {
            URI url = URI.create(given.get().replaceFirst("/+$", ""));
            if (url.getHost() != null && url.getRawQuery() == null && isSafe(url)) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException e) {
            // Not a URL; reported below.
        }
        problems.add(
                "smoke.url must be an https URL without a query (http for localhost only, because the token is sent"
                        + " there), was " + given.get());
        return Optional.empty();
    }

    private static boolean isSafe(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(url.getHost());
    }

    private static Duration patience(Optional<String> given, List<String> problems) {
        try {
            Duration patience = given.map(Duration::parse).orElse(DEFAULT_PATIENCE);
            if (patience.compareTo(Duration.ZERO) > 0) {
                return patience;
            }
        } catch (DateTimeParseException e) {
            // Not a duration; reported below.
        }
        problems.add("smoke.patience must be a duration above zero such as PT2M, was " + given.orElse(""));
        return DEFAULT_PATIENCE;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return url + ", patience " + patience;
    }
}
