package dev.tracks.store;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.invite.ShownInvitations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads invitations with the channel's ids of their messages. */
@Singleton
public final class TableShownInvitations implements ShownInvitations {
    private final Table table;

    public TableShownInvitations(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Shown> find(MessageRef invitation) {
        return table.get(MessageItem.key(invitation))
                .map(item -> new Shown(
                        InvitationItem.read(item), MessageItem.replaceable(item), MessageItem.isBeingSent(item)));
    }
}
