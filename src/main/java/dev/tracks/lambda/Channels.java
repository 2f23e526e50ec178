package dev.tracks.lambda;

import dev.tracks.handover.InboxChannel;
import dev.tracks.handover.LogChannel;
import dev.tracks.slack.SlackChannel;
import dev.tracks.usecase.Channel;
import dev.tracks.usecase.JoinLinks;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the channel that messages reach people by: Slack, if there is a token; else the local inbox; else the log. */
final class Channels {
    @Produces
    @Singleton
    Channel channel(Settings settings, JoinLinks links, InstantSource clock) {
        Optional<String> token = settings.slack().botToken();
        if (token.isPresent()) {
            return slack(settings.slack(), token.get(), links);
        }
        Optional<URI> inbox = settings.localInboxUrl();
        return inbox.isPresent() ? new InboxChannel(inbox.get(), links, clock) : new LogChannel();
    }

    private static Channel slack(Settings.Slack slack, String token, JoinLinks links) {
        boolean clicksArrive = slack.signingSecret().isPresent();
        return new SlackChannel(slack.url(), token, links, clicksArrive, Wiring.REAL_TIME);
    }
}
