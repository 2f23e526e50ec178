package dev.tracks.lambda;

import dev.tracks.handover.InboxChannel;
import dev.tracks.handover.LogChannel;
import dev.tracks.handover.SesChannel;
import dev.tracks.lambda.http.SlackRoutes;
import dev.tracks.slack.SlackChannel;
import dev.tracks.slack.SlackClicks;
import dev.tracks.slack.SlackReplies;
import dev.tracks.slack.SlackSignature;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Channel;
import dev.tracks.usecase.Invitations;
import dev.tracks.usecase.JoinLinks;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Makes the ways to people and back: the channel of messages, and what understands clicks in Slack. */
final class Channels {
    /** The one that is named; else Slack, if there is a token; else the local inbox; else the log. */
    @Produces
    @Singleton
    Channel channel(Settings settings, JoinLinks links, InstantSource clock, Instance<SesV2Client> ses) {
        boolean hasSlack = settings.slack().botToken().isPresent();
        return switch (settings.channel().orElse(hasSlack ? "slack" : "")) {
            case "slack" -> slack(settings.slack(), links);
            case "ses" -> new SesChannel(ses.get(), Settings.needed(settings.sesFrom(), "TRACKS_SES_FROM"), links);
            case "log" -> new LogChannel();
            default ->
                settings.localInboxUrl()
                        .<Channel>map(inbox -> new InboxChannel(inbox, links, clock))
                        .orElseGet(LogChannel::new);
        };
    }

    private static Channel slack(Settings.Slack slack, JoinLinks links) {
        String token = Settings.needed(slack.botToken(), "TRACKS_SLACK_BOT_TOKEN");
        boolean clicksArrive = slack.signingSecret().isPresent();
        return new SlackChannel(slack.url(), token, links, clicksArrive, Wiring.REAL_TIME);
    }

    @Produces
    @Singleton
    SlackRoutes slackRoutes(
            Settings settings,
            JoinLinks links,
            Invitations invitations,
            AnswerInvitation answerInvitation,
            Catalog catalog) {
        Settings.Slack slack = settings.slack();
        return new SlackRoutes(
                slack.signingSecret().map(secret -> new SlackSignature(secret, Wiring.REAL_TIME)),
                new SlackClicks(links, invitations, answerInvitation, catalog, new SlackReplies(slack.url())));
    }
}
