package dev.tracks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.Invitation;
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

/**
 * Handles clicks of the clicks queue: the invitee's click answers the invitation; anybody else's changes nothing. A
 * repeat has no second effect, because answering is idempotent.
 */
@Singleton
public final class SlackClickHandler {
    private static final String UNKNOWN = "This button does not work: its link is not valid.";
    private static final String NOT_YOURS = "This invitation is for somebody else. Nothing has changed.";

    private final JoinLinks links;
    private final Invitations invitations;
    private final AnswerInvitation answerInvitation;
    private final Catalog catalog;
    private final SlackUsers users;
    private final SlackReplies replies;

    public SlackClickHandler(
            JoinLinks links,
            Invitations invitations,
            AnswerInvitation answerInvitation,
            Catalog catalog,
            SlackUsers users,
            SlackReplies replies) {
        this.links = links;
        this.invitations = invitations;
        this.answerInvitation = answerInvitation;
        this.catalog = catalog;
        this.users = users;
        this.replies = replies;
    }

    /** Whether a queue record is a click. */
    public static boolean isClick(JsonNode record) {
        return record.has(SlackClick.CLICK);
    }

    /**
     * Answers the invitation and sends the outcome to the person who clicked.
     *
     * @param record a record of the clicks queue; {@link SlackClickReceiver} wrote it
     * @return the result, for the log
     */
    public String handle(JsonNode record) {
        return SlackClick.fromQueue(record).map(this::handle).orElse("ignored");
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
        sendOutcome(click, answered);
        return answered.result().name().toLowerCase(Locale.ROOT);
    }

    /** Reads the participant consistently, because their Slack account may have changed since the invitation. */
    private boolean isInvitee(SlackClick click, JoinToken token) {
        return invitations
                .participant(token.participantId())
                .filter(participant -> users.isUser(participant, click.userId()))
                .isPresent();
    }

    private void sendOutcome(SlackClick click, Answered answered) {
        String title = answered.invitation().map(this::title).orElse("");
        String outcome = AnswerTexts.of(answered, title).lines();
        // After "not now" the buttons stay: the person may answer again later.
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
