package dev.tracks.lambda;

import dev.tracks.domain.DeliveryHours;
import dev.tracks.handover.EventBridgeSchedules;
import dev.tracks.lambda.http.SignIn;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the environment says ({@code docs/contract.md}, Environment).
 *
 * @param table {@code TRACKS_TABLE}
 * @param configCache {@code TRACKS_CONFIG_CACHE}: how long a process trusts tracks and steps that it has read
 * @param timeZone {@code TRACKS_TIME_ZONE}: of people who have none
 * @param subjectClaim {@code TRACKS_SUBJECT_CLAIM}
 * @param rolesClaim {@code TRACKS_ROLES_CLAIM}: a claim's name or a dotted path
 * @param adminRole {@code TRACKS_ADMIN_ROLE}: what the identity provider calls an admin
 * @param managerRole {@code TRACKS_MANAGER_ROLE}
 * @param memberRole {@code TRACKS_MEMBER_ROLE}
 * @param invitationExpiry {@code TRACKS_INVITATION_EXPIRY}
 * @param invitationReminder {@code TRACKS_INVITATION_REMINDER}
 * @param deliveryHours {@code TRACKS_DELIVERY_HOURS}: when messages are delivered, where the person is
 * @param clock {@code TRACKS_CLOCK}; empty: the system's
 * @param reachedQueueUrl {@code TRACKS_REACHED_QUEUE_URL}
 * @param messagesQueueUrl {@code TRACKS_MESSAGES_QUEUE_URL}
 * @param eventBus {@code TRACKS_EVENT_BUS}; empty: no events go out
 * @param schedules {@code TRACKS_SCHEDULE_GROUP}, {@code TRACKS_STEP_FUNCTION_ARN}, {@code TRACKS_SCHEDULE_ROLE_ARN} and
 *     {@code TRACKS_SCHEDULE_DLQ_ARN}, all or none; none: the sweep alone moves deferred runs on
 * @param joinSecret {@code TRACKS_JOIN_SECRET}: signs join links
 * @param publicUrl {@code TRACKS_PUBLIC_URL}: what join links start with
 * @param signIn {@code TRACKS_SIGN_IN_ISSUER}, {@code TRACKS_SIGN_IN_CLIENT_ID}, {@code TRACKS_SIGN_IN_SCOPE} and
 *     {@code TRACKS_SIGN_IN_ORIGINS}; empty: nobody can sign in at the console
 * @param metricsNamespace {@code TRACKS_METRICS_NAMESPACE}: of CloudWatch metrics; empty: nothing is counted
 * @param channel {@code TRACKS_CHANNEL}: {@code slack}, {@code ses} or {@code log}; empty: Slack, if there is a bot token
 * @param sesFrom {@code TRACKS_SES_FROM}: whom mails come from
 * @param slack {@code TRACKS_SLACK_BOT_TOKEN}, {@code TRACKS_SLACK_SIGNING_SECRET} and {@code TRACKS_SLACK_URL}
 * @param localInboxUrl {@code TRACKS_LOCAL_INBOX_URL}: where the local cloud takes messages; empty: they go to the log
 */
record Settings(
        String table,
        Duration configCache,
        ZoneId timeZone,
        String subjectClaim,
        String rolesClaim,
        String adminRole,
        String managerRole,
        String memberRole,
        Duration invitationExpiry,
        Duration invitationReminder,
        DeliveryHours deliveryHours,
        Optional<ScaledClock> clock,
        Optional<String> reachedQueueUrl,
        Optional<String> messagesQueueUrl,
        Optional<String> eventBus,
        Optional<EventBridgeSchedules.Call> schedules,
        Optional<String> joinSecret,
        Optional<String> publicUrl,
        Optional<SignIn> signIn,
        Optional<String> metricsNamespace,
        Optional<String> channel,
        Optional<String> sesFrom,
        Slack slack,
        Optional<URI> localInboxUrl) {

    private static final DeliveryHours DELIVERY_HOURS = DeliveryHours.parse("08:00-20:00");

    /**
     * An app of Slack's.
     *
     * @param botToken with which messages are sent; empty: none are
     * @param signingSecret by which Slack's requests are known; empty: none are understood
     * @param url of the Web API, up to a method's name
     */
    record Slack(Optional<String> botToken, Optional<String> signingSecret, URI url) {
        static final URI WEB_API = URI.create("https://slack.com/api");
    }

    /** What a process cannot start with; the message names each variable and what was expected. */
    static final class InvalidSettingsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidSettingsException(List<String> problems) {
            super(String.join("; ", problems));
        }
    }

    /**
     * Reads the variables; an empty one is the same as an unset one.
     *
     * @throws InvalidSettingsException with all that is wrong
     */
    static Settings of(Function<String, Optional<String>> environment) {
        Reader reader = new Reader(environment);
        Settings settings = new Settings(
                reader.text("TRACKS_TABLE").orElse("tracks"),
                reader.duration("TRACKS_CONFIG_CACHE").orElse(Duration.ofSeconds(5)),
                reader.zone("TRACKS_TIME_ZONE").orElse(ZoneId.of("UTC")),
                reader.text("TRACKS_SUBJECT_CLAIM").orElse("sub"),
                reader.text("TRACKS_ROLES_CLAIM").orElse("roles"),
                reader.text("TRACKS_ADMIN_ROLE").orElse("admin"),
                reader.text("TRACKS_MANAGER_ROLE").orElse("manager"),
                reader.text("TRACKS_MEMBER_ROLE").orElse("member"),
                reader.duration("TRACKS_INVITATION_EXPIRY").orElse(Duration.ofDays(14)),
                reader.duration("TRACKS_INVITATION_REMINDER").orElse(Duration.ofDays(7)),
                reader.deliveryHours("TRACKS_DELIVERY_HOURS").orElse(DELIVERY_HOURS),
                reader.clock("TRACKS_CLOCK"),
                reader.text("TRACKS_REACHED_QUEUE_URL"),
                reader.text("TRACKS_MESSAGES_QUEUE_URL"),
                reader.text("TRACKS_EVENT_BUS"),
                reader.schedules(),
                reader.text("TRACKS_JOIN_SECRET"),
                reader.uri("TRACKS_PUBLIC_URL").map(URI::toString),
                reader.signIn(),
                reader.text("TRACKS_METRICS_NAMESPACE"),
                reader.channel(),
                reader.text("TRACKS_SES_FROM"),
                reader.slack(),
                reader.uri("TRACKS_LOCAL_INBOX_URL"));
        reader.end();
        return settings;
    }

    /** A setting that only some functions need. */
    static String needed(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new InvalidSettingsException(List.of(name + " must be set")));
    }

    private static final List<String> CHANNELS = List.of("slack", "ses", "log");

    private record Reader(Function<String, Optional<String>> environment, List<String> problems) {
        Reader(Function<String, Optional<String>> environment) {
            this(environment, new ArrayList<>());
        }

        Optional<String> text(String name) {
            return environment.apply(name).map(String::strip).filter(text -> !text.isEmpty());
        }

        Optional<Duration> duration(String name) {
            String expected = "must be an ISO-8601 duration such as PT5S, not negative";
            return text(name)
                    .flatMap(text -> parsed(name, text, expected, () -> Duration.parse(text)))
                    .flatMap(duration ->
                            duration.isNegative() ? refused(name, expected, duration) : Optional.of(duration));
        }

        Optional<ZoneId> zone(String name) {
            return text(name)
                    .flatMap(text ->
                            parsed(name, text, "must be a time zone such as Europe/Berlin", () -> ZoneId.of(text)));
        }

        Optional<DeliveryHours> deliveryHours(String name) {
            String expected = "must be hours such as 08:00-20:00 or 00:00-24:00";
            return text(name).flatMap(text -> parsed(name, text, expected, () -> DeliveryHours.parse(text)));
        }

        Optional<ScaledClock> clock(String name) {
            String expected = "must be realAnchor;virtualAnchor;speed: two ISO-8601 instants and a positive number";
            return text(name).flatMap(text -> parsed(name, text, expected, () -> ScaledClock.parse(text)));
        }

        Optional<EventBridgeSchedules.Call> schedules() {
            List<String> names = List.of(
                    "TRACKS_SCHEDULE_GROUP",
                    "TRACKS_STEP_FUNCTION_ARN",
                    "TRACKS_SCHEDULE_ROLE_ARN",
                    "TRACKS_SCHEDULE_DLQ_ARN");
            List<String> set =
                    names.stream().map(this::text).flatMap(Optional::stream).toList();
            if (set.isEmpty()) {
                return Optional.empty();
            }
            if (set.size() < names.size()) {
                problems.add(String.join(", ", names) + " must be set together");
                return Optional.empty();
            }
            return Optional.of(new EventBridgeSchedules.Call(set.get(0), set.get(1), set.get(2), set.get(3)));
        }

        Optional<SignIn> signIn() {
            Optional<URI> issuer = uri("TRACKS_SIGN_IN_ISSUER");
            Optional<String> clientId = text("TRACKS_SIGN_IN_CLIENT_ID");
            List<URI> origins = text("TRACKS_SIGN_IN_ORIGINS").stream()
                    .flatMap(list -> Stream.of(list.split("\\s+")))
                    .flatMap(origin -> uri("TRACKS_SIGN_IN_ORIGINS", origin).stream())
                    .toList();
            if (clientId.isEmpty()) {
                // The issuer alone is no mistake: the template knows it for the API's authorizer.
                return Optional.empty();
            }
            if (issuer.isEmpty()) {
                problems.add("TRACKS_SIGN_IN_ISSUER must be set with TRACKS_SIGN_IN_CLIENT_ID");
                return Optional.empty();
            }
            String scope = text("TRACKS_SIGN_IN_SCOPE").orElse(SignIn.DEFAULT_SCOPE);
            return Optional.of(new SignIn(issuer.get(), clientId.get(), scope, origins));
        }

        Optional<String> channel() {
            String name = "TRACKS_CHANNEL";
            return text(name)
                    .flatMap(text -> CHANNELS.contains(text)
                            ? Optional.of(text)
                            : refused(name, "must be " + String.join(", ", CHANNELS), text));
        }

        Slack slack() {
            return new Slack(
                    text("TRACKS_SLACK_BOT_TOKEN"),
                    text("TRACKS_SLACK_SIGNING_SECRET"),
                    uri("TRACKS_SLACK_URL").orElse(Slack.WEB_API));
        }

        Optional<URI> uri(String name) {
            return text(name).flatMap(text -> uri(name, text));
        }

        private Optional<URI> uri(String name, String text) {
            String expected = "must be an http address";
            return parsed(name, text, expected, () -> URI.create(text))
                    .flatMap(uri -> isHttp(uri) ? Optional.of(uri) : refused(name, expected, uri));
        }

        private static boolean isHttp(URI uri) {
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        }

        private <T> Optional<T> parsed(String name, String text, String expected, Supplier<T> parse) {
            try {
                return Optional.of(parse.get());
            } catch (DateTimeException | IllegalArgumentException e) {
                return refused(name, expected, text);
            }
        }

        private <T> Optional<T> refused(String name, String expected, Object value) {
            problems.add(name + " " + expected + ", was " + value);
            return Optional.empty();
        }

        void end() {
            if (!problems.isEmpty()) {
                throw new InvalidSettingsException(problems);
            }
        }
    }
}
