package dev.tracks.usecase.invite;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import java.util.List;
import java.util.Optional;

/** Invitations with their messages in channels. */
public interface ShownInvitations {
    /**
     * An invitation and where the person sees it.
     *
     * @param messages the channel's ids of its messages that can be replaced
     * @param beingSent whether another message is being sent, so that its id is not known yet
     */
    record Shown(Invitation invitation, List<String> messages, boolean beingSent) {}

    /** The invitation, read consistently. */
    Optional<Shown> find(MessageRef invitation);
}
