package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.invite.AnswerTexts;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.JoinToken;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/** What a click in Slack does: the invitee's answers their invitation; anybody else's changes nothing. */
@Singleton
public final class SlackClickHandler {
    private static final String UNKNOWN = "This button does not work: it is not ours.";
    private static final String NOT_YOURS = "This invitation is for somebody else. Nothing has changed.";

    private final JoinLinks links;
    private final Invitations invitations;
    private final AnswerInvitation answerInvitation;
    private final Catalog catalog;
    private final SlackReplies replies;

    public SlackClickHandler(
            JoinLinks links,
            Invitations invitations,
            AnswerInvitation answerInvitation,
            Catalog catalog,
            SlackReplies replies) {
        this.links = links;
        this.invitations = invitations;
        this.answerInvitation = answerInvitation;
        this.catalog = catalog;
        this.replies = replies;
    }

    /**
     * Answers what was clicked and tells the clicker.
     *
     * @param payload from Slack, for sure: its signature was looked at
     * @return what came of it, for the log
     */
    public String handle(JsonNode payload) {
        return SlackClick.read(payload).map(this::handle).orElse("ignored");
    }

    private String handle(SlackClick click) {
        Optional<JoinToken> token = links.token(click.token());
        if (token.isEmpty()) {
            replies.sendEphemeral(click.responseUrl(), UNKNOWN);
            return "unknown_token";
        }
        if (!isInvitee(click, token.get())) {
            replies.sendEphemeral(click.responseUrl(), NOT_YOURS);
            return "not_the_invitee";
        }
        Answered answered = answerInvitation.answer(token.get(), click.reply());
        tell(click, answered);
        return answered.result().name().toLowerCase(Locale.ROOT);
    }

    /** Read now and consistently: a person's account may have been changed since they were invited. */
    private boolean isInvitee(SlackClick click, JoinToken token) {
        return invitations
                .participant(token.participantId())
                .flatMap(Participant::slackUserId)
                .filter(click.userId()::equals)
                .isPresent();
    }

    private void tell(SlackClick click, Answered answered) {
        AnswerTexts words =
                AnswerTexts.of(answered, answered.invitation().map(this::title).orElse(""));
        String outcome = words.heading() + "\n" + words.text();
        // "Not now" keeps the buttons: the answer may be another one later.
        if (answered.result() == Result.NOT_NOW || answered.invitation().isEmpty()) {
            replies.sendEphemeral(click.responseUrl(), outcome);
        } else {
            replies.replace(click.responseUrl(), answered.invitation().get().message(), outcome);
        }
    }

    private String title(Invitation invitation) {
        return catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
    }
}
