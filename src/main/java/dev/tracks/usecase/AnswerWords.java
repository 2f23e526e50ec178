package dev.tracks.usecase;

import dev.tracks.domain.SkipReason;
import dev.tracks.usecase.AnswerInvitation.Answered;
import java.util.Optional;

/** What the invitee is told of an answer, the same on the join page and in Slack. Plain text. */
public record AnswerWords(String heading, String text) {
    /** @param title the destination's */
    public static AnswerWords of(Answered answered, String title) {
        return switch (answered.result()) {
            case JOINED -> new AnswerWords("You're in!", "You have joined " + title + ". Have fun.");
            case ALREADY_JOINED ->
                new AnswerWords("You're in already", "You have joined " + title + " with this invitation.");
            case DECLINED ->
                new AnswerWords("Not this time", "You have declined " + title + ". Thanks for letting us know.");
            case ALREADY_DECLINED -> new AnswerWords("You have declined", "You have declined " + title + " before.");
            case EXPIRED ->
                new AnswerWords("This invitation has expired", "Ask whoever runs " + title + " for another.");
            case WITHDRAWN -> new AnswerWords("This invitation is closed", closing(answered.reason(), title));
            case NOT_NOW -> new AnswerWords("Not right now", waiting(answered.reason(), title));
            case GONE -> new AnswerWords("This invitation is gone", "Nobody can answer it any more.");
        };
    }

    private static String closing(Optional<SkipReason> reason, String title) {
        boolean started = reason.filter(r -> r == SkipReason.PREVIOUSLY_STARTED || r == SkipReason.ALREADY_COMPLETED)
                .isPresent();
        return started ? "You have started " + title + " before." : title + " can't be joined with it any more.";
    }

    private static String waiting(Optional<SkipReason> reason, String title) {
        boolean active = reason.filter(r -> r == SkipReason.ALREADY_ACTIVE).isPresent();
        return active
                ? "You are in " + title + " at the moment. The invitation stays open until you have finished."
                : title + " can't be joined at the moment. Your invitation stays open: try again later.";
    }
}
