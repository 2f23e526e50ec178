package dev.tracks.lambda.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.SystemClock;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The secrets of the settings: plain values, or secrets in AWS Secrets Manager, which are read when they are first
 * needed. That is during init, so a function does not start without a secret that it needs.
 */
@Singleton
final class Secrets {
    private static final String BOT_TOKEN = "botToken";
    private static final String SIGNING_SECRET = "signingSecret";
    private static final String WHOLE = "whole";

    private final Settings settings;
    private final Instance<SecretsManagerClient> client;
    private final InstantSource systemClock;
    private Optional<StoredSecret> slack = Optional.empty();

    Secrets(Settings settings, Instance<SecretsManagerClient> client, @SystemClock InstantSource systemClock) {
        this.settings = settings;
        this.client = client;
        this.systemClock = systemClock;
    }

    /**
     * Signs join links. Links that were signed with the previous version are valid too.
     *
     * @throws IllegalStateException if it is not set, or cannot be read
     */
    Secret join() {
        return settings.joinSecretId()
                .flatMap(id -> stored("TRACKS_JOIN_SECRET_ID", id, Secrets::whole, true)
                        .value(WHOLE))
                .orElseGet(() -> Secret.fixed(
                        Wiring.required(settings.joinSecret(), "TRACKS_JOIN_SECRET_ID or TRACKS_JOIN_SECRET")));
    }

    /** Authenticates SCIM clients, also with its previous version; empty if SCIM is not configured. */
    Optional<Secret> scim() {
        return settings.scimSecretId()
                .flatMap(id -> stored("TRACKS_SCIM_SECRET_ID", id, Secrets::whole, true)
                        .value(WHOLE))
                .or(() -> settings.scimToken().map(Secret::fixed));
    }

    /** Sends messages in Slack; empty if Slack is not configured. */
    Optional<Secret> slackBotToken() {
        return slack(BOT_TOKEN, settings.slack().botToken());
    }

    /** Verifies requests from Slack; empty if they are not accepted. */
    Optional<Secret> slackSigningSecret() {
        return slack(SIGNING_SECRET, settings.slack().signingSecret());
    }

    /** One secret contains both values, so it is read once. */
    private Optional<Secret> slack(String field, Optional<String> plain) {
        if (settings.slack().secretId().isEmpty()) {
            return plain.map(Secret::fixed);
        }
        if (slack.isEmpty()) {
            String id = settings.slack().secretId().get();
            slack = Optional.of(stored("TRACKS_SLACK_SECRET_ID", id, Secrets::slackFields, false));
        }
        return slack.get().value(field);
    }

    private StoredSecret stored(
            String setting, String id, Function<String, Map<String, String>> parser, boolean acceptsPrevious) {
        return new StoredSecret(
                "the secret " + id + " of " + setting,
                new SecretsManagerSource(client.get(), id),
                parser,
                acceptsPrevious,
                systemClock);
    }

    private static Map<String, String> whole(String text) {
        if (text.isBlank()) {
            throw new IllegalStateException("it is empty");
        }
        return Map.of(WHOLE, text.strip());
    }

    private static Map<String, String> slackFields(String text) {
        JsonNode object = object(text);
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of(BOT_TOKEN, SIGNING_SECRET)) {
            String value = object.path(name).asText("").strip();
            if (!value.isEmpty()) {
                fields.put(name, value);
            }
        }
        if (!fields.containsKey(BOT_TOKEN)) {
            throw new IllegalStateException("it must be a JSON object with botToken and signingSecret");
        }
        return fields;
    }

    /** An empty object if the text is not JSON: the parser's exception could contain a value. */
    private static JsonNode object(String text) {
        try {
            return Json.read(text);
        } catch (InvalidRequestException malformed) {
            return Json.object();
        }
    }
}
