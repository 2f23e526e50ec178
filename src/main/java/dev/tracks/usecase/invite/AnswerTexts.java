package dev.tracks.usecase.invite;

import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import java.util.Optional;
import java.util.Set;

/** What the invitee reads after an answer, as plain text: the same on the join page and in Slack. */
public record AnswerTexts(String heading, String text) {
    /** Reasons of a person who has started the track another way. */
    private static final Set<SkipReason> STARTED = Set.of(
            SkipReason.PREVIOUSLY_STARTED,
            SkipReason.ALREADY_ACTIVE,
            SkipReason.ALREADY_COMPLETED,
            SkipReason.COOLDOWN);

    /** @param title the title of the destination track */
    public static AnswerTexts of(Answered answered, String title) {
        return switch (answered.result()) {
            case JOINED -> new AnswerTexts("You're in!", "You have joined " + title + ". Have fun.");
            case ALREADY_JOINED ->
                new AnswerTexts("You're in already", "You have joined " + title + " with this invitation.");
            case DECLINED ->
                new AnswerTexts("Not this time", "You have declined " + title + ". Thanks for letting us know.");
            case ALREADY_DECLINED -> new AnswerTexts("You have declined", "You have declined " + title + " before.");
            case EXPIRED ->
                new AnswerTexts("This invitation has expired", "Ask the person who runs " + title + " for a new one.");
            case WITHDRAWN -> new AnswerTexts("This invitation is closed", closing(answered.reason(), title));
            case NOT_NOW ->
                new AnswerTexts(
                        "Not right now",
                        title + " can't be joined at the moment. Your invitation stays open: try again later.");
            case GONE -> new AnswerTexts("This invitation is gone", "Nobody can answer it any more.");
        };
    }

    /** Both on lines of their own. */
    public String lines() {
        return heading + "\n" + text;
    }

    private static String closing(Optional<SkipReason> reason, String title) {
        boolean started = reason.filter(STARTED::contains).isPresent();
        return started ? "You have started " + title + " before." : title + " can't be joined with this invitation.";
    }
}
