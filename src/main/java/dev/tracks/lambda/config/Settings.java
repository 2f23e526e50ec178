package dev.tracks.lambda.config;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.lambda.config.SettingConverters.ClockConverter;
import dev.tracks.lambda.config.SettingConverters.DeliveryHoursConverter;
import dev.tracks.lambda.config.SettingConverters.DurationConverter;
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
 * The settings that stand alone, from the environment ({@code docs/contract.md}, Environment): {@code configCache} is
 * {@code TRACKS_CONFIG_CACHE}. {@link SettingRules} says how a variable is read.
 */
@ConfigMapping(prefix = "tracks")
public interface Settings {
    /** The DynamoDB table. */
    @WithDefault("tracks")
    String table();

    /** How long a process trusts tracks and steps that it has read. */
    @WithDefault("PT5S")
    @WithConverter(DurationConverter.class)
    Duration configCache();

    /** Of people who have none. */
    @WithDefault("UTC")
    @WithConverter(ZoneConverter.class)
    ZoneId timeZone();

    /** The claim that holds the participant id. */
    @WithDefault("sub")
    String subjectClaim();

    /** The claim that holds the roles: its name or a dotted path. */
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

    /** How long after an invitation the person is reminded of it. */
    @WithDefault("P7D")
    @WithConverter(DurationConverter.class)
    Duration invitationReminder();

    /** When messages are delivered, in the person's zone. */
    @WithDefault("08:00-20:00")
    @WithConverter(DeliveryHoursConverter.class)
    DeliveryHours deliveryHours();

    /** The business clock; empty: the system clock. */
    Optional<@WithConverter(ClockConverter.class) ScaledClock> clock();

    /** The queue of step-reached events. */
    Optional<String> reachedQueueUrl();

    /** The queue of messages. */
    Optional<String> messagesQueueUrl();

    /** The EventBridge bus of domain events; empty: none are published. */
    Optional<String> eventBus();

    /** Signs join links. */
    Optional<String> joinSecret();

    /** What join links start with. */
    Optional<@WithConverter(HttpUriConverter.class) URI> publicUrl();

    /** The namespace of CloudWatch metrics; empty: nothing is counted. */
    Optional<String> metricsNamespace();

    /** How messages are sent; empty: through Slack, if there is a bot token. */
    Optional<ChannelName> channel();

    /** The sender of e-mails. */
    Optional<String> sesFrom();

    /** The Slack app. */
    Slack slack();

    /** Where the local cloud takes messages; empty: they go to the log. */
    Optional<@WithConverter(HttpUriConverter.class) URI> localInboxUrl();

    /** The channels that can be chosen by name. */
    enum ChannelName {
        SLACK,
        SES,
        LOG
    }

    /** {@code TRACKS_SLACK_*}. */
    interface Slack {
        /** Sends messages; empty: none are sent. */
        Optional<String> botToken();

        /** Verifies requests from Slack; empty: none are accepted. */
        Optional<String> signingSecret();

        /** The Web API, up to a method's name. */
        @WithDefault("https://slack.com/api")
        @WithConverter(HttpUriConverter.class)
        URI url();
    }
}
