package dev.tracks.lambda.config;

import dev.tracks.channel.InboxChannel;
import dev.tracks.channel.LogChannel;
import dev.tracks.channel.SesChannel;
import dev.tracks.channel.SlackChannel;
import dev.tracks.channel.SlackMessageEditor;
import dev.tracks.lambda.config.Settings.ChannelName;
import dev.tracks.slack.SlackReplies;
import dev.tracks.slack.SlackSignature;
import dev.tracks.slack.SlackUserLookup;
import dev.tracks.slack.SlackUsers;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.MessageEditor;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Produces the channel that delivers messages, and the beans that handle clicks in Slack. */
final class Channels {
    /** The configured channel; else Slack, if it is configured; else the local inbox; else the log. */
    @Produces
    @Singleton
    Channel channel(
            Settings settings,
            Secrets secrets,
            Instance<JoinLinks> links,
            Instance<ChannelState> state,
            Instance<SlackUsers> users,
            InstantSource clock,
            @SystemClock InstantSource systemClock,
            Instance<SesV2Client> ses) {
        Settings.Slack slack = settings.slack();
        Optional<ChannelName> slackIfConfigured =
                slack.secretId().or(slack::botToken).map(configured -> ChannelName.SLACK);
        Optional<ChannelName> name = settings.channel().or(() -> slackIfConfigured);
        if (name.isEmpty()) {
            return settings.localInboxUrl()
                    .<Channel>map(inbox -> new InboxChannel(inbox, links.get(), clock))
                    .orElseGet(LogChannel::new);
        }
        return switch (name.get()) {
            case SLACK -> slack(slack.url(), secrets, links.get(), state.get(), users.get(), systemClock);
            case SES -> ses(settings, ses.get(), links.get());
            case LOG -> new LogChannel();
        };
    }

    private static Channel ses(Settings settings, SesV2Client client, JoinLinks links) {
        String from = Wiring.required(settings.sesFrom(), "TRACKS_SES_FROM");
        return new SesChannel(client, from, settings.sesConfigurationSet(), links);
    }

    private static Channel slack(
            URI api,
            Secrets secrets,
            JoinLinks links,
            ChannelState state,
            SlackUsers users,
            InstantSource systemClock) {
        Secret token = Wiring.required(secrets.slackBotToken(), "TRACKS_SLACK_SECRET_ID or TRACKS_SLACK_BOT_TOKEN");
        boolean clicksHandled = secrets.slackSigningSecret().isPresent();
        return new SlackChannel(api, token, links, clicksHandled, state, users, systemClock);
    }

    /** Empty if no Slack app is configured; requests from Slack are then refused. */
    @Produces
    @Singleton
    Optional<SlackSignature> slackSignature(Secrets secrets, @SystemClock InstantSource systemClock) {
        return secrets.slackSigningSecret().map(secret -> new SlackSignature(secret, systemClock));
    }

    /** Finds Slack users by their stored ids, and by e-mail address if that is configured. */
    @Produces
    @Singleton
    SlackUsers slackUsers(Settings settings, Secrets secrets, @SystemClock InstantSource systemClock) {
        Optional<Secret> token = settings.slack().lookupByEmail() ? secrets.slackBotToken() : Optional.empty();
        return new SlackUsers(
                token.map(secret -> new SlackUserLookup(settings.slack().url(), secret, systemClock)));
    }

    /** Slack's, if Slack is configured, even if messages now go to another channel; otherwise it replaces nothing. */
    @Produces
    @Singleton
    MessageEditor messageEditor(Settings settings, Secrets secrets, @SystemClock InstantSource systemClock) {
        return secrets.slackBotToken()
                .<MessageEditor>map(
                        token -> new SlackMessageEditor(settings.slack().url(), token, systemClock))
                .orElse((channelId, text, outcome) -> Optional.empty());
    }

    @Produces
    @Singleton
    SlackReplies slackReplies(Settings settings) {
        return new SlackReplies(settings.slack().url());
    }
}
