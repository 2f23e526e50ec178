package dev.tracks.lambda.config;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.lambda.config.SettingConverters.ClockConverter;
import dev.tracks.lambda.config.SettingConverters.DeliveryHoursConverter;
import dev.tracks.lambda.config.SettingConverters.DurationConverter;
import dev.tracks.lambda.config.SettingConverters.FlagConverter;
import dev.tracks.lambda.config.SettingConverters.HttpUriConverter;
import dev.tracks.lambda.config.SettingConverters.ZoneConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The settings that do not depend on others, from the environment ({@code docs/contract.md}, Environment): {@code
 * configCache} is {@code TRACKS_CONFIG_CACHE}. {@link SettingRules} describes how a variable is read.
 */
@ConfigMapping(prefix = "tracks")
public interface Settings {
    /** The DynamoDB table. */
    @WithDefault("tracks")
    String table();

    /** The table's index of lists: while a table is migrated, it has two. */
    @WithDefault("Lists")
    String listsIndex();

    /** The table's index of due items: while a table is migrated, it has two. */
    @WithDefault("Due")
    String dueIndex();

    /** How long a process caches tracks and steps. */
    @WithDefault("PT5S")
    @WithConverter(DurationConverter.class)
    Duration configCache();

    /** The time zone of people who have none of their own. */
    @WithDefault("UTC")
    @WithConverter(ZoneConverter.class)
    ZoneId timeZone();

    /** The claim that is compared with participant ids, if subject and e-mail do not identify the caller. */
    @WithDefault("sub")
    String subjectClaim();

    /** The claim that holds the roles: its name, or a dotted path to it. */
    @WithDefault("roles")
    String rolesClaim();

    /** The identity provider's name of the role {@code admin}. */
    @WithDefault("admin")
    String adminRole();

    /** The identity provider's name of the role {@code manager}. */
    @WithDefault("manager")
    String managerRole();

    /** The identity provider's name of the role {@code member}. */
    @WithDefault("member")
    String memberRole();

    /** How long an invitation stays open. */
    @WithDefault("P14D")
    @WithConverter(DurationConverter.class)
    Duration invitationExpiry();

    /** How long after an invitation the reminder is sent. */
    @WithDefault("P7D")
    @WithConverter(DurationConverter.class)
    Duration invitationReminder();

    /** When messages are delivered, in the person's time zone. */
    @WithDefault("08:00-20:00")
    @WithConverter(DeliveryHoursConverter.class)
    DeliveryHours deliveryHours();

    /** The business clock; if empty, the system clock. */
    Optional<@WithConverter(ClockConverter.class) ScaledClock> clock();

    /** The queue of step-reached events. */
    Optional<String> reachedQueueUrl();

    /** The queue of messages. */
    Optional<String> messagesQueueUrl();

    /** The queue of the pages of jobs. */
    Optional<String> jobsQueueUrl();

    /** The queue of clicks in Slack. */
    Optional<String> clicksQueueUrl();

    /** The EventBridge bus for domain events; if empty, none are published. */
    Optional<String> eventBus();

    /** The id in Secrets Manager of the secret that signs join links; if empty, {@link #joinSecret} signs them. */
    Optional<String> joinSecretId();

    /** The secret that signs join links, as a plain value. */
    Optional<String> joinSecret();

    /** The id in Secrets Manager of the token with which SCIM clients authenticate; if empty, {@link #scimToken}. */
    Optional<String> scimSecretId();

    /** The token of SCIM clients, as a plain value; if both are empty, SCIM is off. */
    Optional<String> scimToken();

    /** The base URL of join links. */
    Optional<@WithConverter(HttpUriConverter.class) URI> publicUrl();

    /** The namespace of CloudWatch metrics; if empty, none are written. */
    Optional<String> metricsNamespace();

    /** The channel for messages; if empty, Slack if it is configured, else the local inbox, else the log. */
    Optional<ChannelName> channel();

    /** The sender of e-mails. */
    Optional<String> sesFrom();

    /** The SES configuration set of e-mails; if empty, the sender's default. */
    Optional<String> sesConfigurationSet();

    /** The Slack app. */
    Slack slack();

    /** The local cloud's inbox for messages; if empty, messages go to the log. */
    Optional<@WithConverter(HttpUriConverter.class) URI> localInboxUrl();

    /** The channels that can be configured. */
    enum ChannelName {
        SLACK,
        SES,
        LOG
    }

    /** {@code TRACKS_SLACK_*}. */
    interface Slack {
        /** The id in Secrets Manager of a secret with bot token and signing secret; if empty, they are plain values. */
        Optional<String> secretId();

        /** The token that sends messages; if empty, Slack is not used. */
        Optional<String> botToken();

        /** The secret that verifies requests from Slack; if empty, all are refused. */
        Optional<String> signingSecret();

        /** Whether people without a Slack id are found by their e-mail address. */
        @WithDefault("false")
        @WithConverter(FlagConverter.class)
        boolean lookupByEmail();

        /** The base URL of the Web API. */
        @WithDefault("https://slack.com/api")
        @WithConverter(HttpUriConverter.class)
        URI url();
    }
}
