package dev.tracks.usecase.invite;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.invite.AnswerInvitation.Answered;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.message.MessageEditor;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces the messages of an invitation that is no longer open, so that their buttons disappear: in Slack, the
 * invitation and its reminder. This helps the person, but nothing depends on it: a click on an old button has no effect.
 * So it is tried a few times and then given up, and it never delays another message.
 */
@Singleton
public final class ReplaceClosedInvitation {
    /** After this many receives of its record, replacing is given up: below the queue's limit. */
    static final int MAX_RECEIVES = 6;

    /** How long a record waits while a message is being sent; the time doubles with each receive. */
    static final Duration BEING_SENT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** What became of the messages. */
    public enum Closing {
        /** None shows buttons any more, as far as the channel can replace them. */
        REPLACED,
        /** The record must be redelivered: it must be reported as a batch item failure. */
        RETRY,
        /** The channel failed too often. The messages stay as they are. */
        GIVEN_UP
    }

    private final ShownInvitations invitations;
    private final Catalog catalog;
    private final MessageEditor editor;
    private final RecordVisibility visibility;

    public ReplaceClosedInvitation(
            ShownInvitations invitations, Catalog catalog, MessageEditor editor, RecordVisibility visibility) {
        this.invitations = invitations;
        this.catalog = catalog;
        this.editor = editor;
        this.visibility = visibility;
    }

    /**
     * Replaces the messages, if the invitation is closed.
     *
     * @param record the queue record that refers to the invitation
     */
    public Closing replace(MessageRef invitation, ReceivedRecord record) {
        return invitations
                .find(invitation)
                .filter(shown -> shown.invitation().status() != InvitationStatus.PENDING)
                .flatMap(this::replace)
                .map(wait -> retry(record, wait))
                .orElse(Closing.REPLACED);
    }

    /** After which time to try again; empty if nothing is left to do. */
    private Optional<Duration> replace(ShownInvitations.Shown shown) {
        Invitation invitation = shown.invitation();
        String outcome = outcome(invitation);
        Optional<Duration> wait = shown.beingSent() ? Optional.of(BEING_SENT) : Optional.empty();
        for (String message : shown.messages()) {
            Optional<Duration> asked = editor.replace(message, invitation.message(), outcome);
            wait = asked.isPresent() ? asked : wait;
        }
        return wait;
    }

    private Closing retry(ReceivedRecord record, Duration wait) {
        if (record.receives() >= MAX_RECEIVES) {
            return Closing.GIVEN_UP;
        }
        Duration doubled = wait.multipliedBy(1L << record.receives() - 1);
        visibility.extend(record, doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT);
        return Closing.RETRY;
    }

    /** The same text as after the person's own click. */
    private String outcome(Invitation invitation) {
        Answered answered = new Answered(
                result(invitation.status()),
                Optional.of(invitation),
                invitation.lastEntry().reason());
        String title = catalog.track(invitation.trackId()).map(Track::title).orElse(invitation.trackId());
        return AnswerTexts.of(answered, title).lines();
    }

    private static Result result(InvitationStatus closed) {
        return switch (closed) {
            case ACCEPTED -> Result.JOINED;
            case DECLINED -> Result.DECLINED;
            case EXPIRED -> Result.EXPIRED;
            case WITHDRAWN -> Result.WITHDRAWN;
            case PENDING -> throw new IllegalArgumentException("the invitation is open");
        };
    }
}
