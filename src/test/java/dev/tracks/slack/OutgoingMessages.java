package dev.tracks.slack;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.OutgoingMessage;
import java.util.Optional;

/** Outgoing messages for tests. */
public final class OutgoingMessages {
    private static final Invitation INVITATION =
            Fixtures.invitation(Fixtures.cause("week-1", "s2", "ada", 1), "leadership", 1);

    private OutgoingMessages() {}

    /** To Ada, who is U1 in Slack. */
    public static OutgoingMessage confirmation(String text) {
        return to(Fixtures.person("ada").slackUserId("U1").build(), text);
    }

    public static OutgoingMessage to(Participant person, String text) {
        MessageRef ref = new MessageRef(MessageKind.CONFIRMATION, person.id(), "week-1", 1);
        return new OutgoingMessage(ref, person, text, Optional.empty(), false);
    }

    /** To Ada, who is U1 in Slack. */
    static OutgoingMessage invitation(String text, String button) {
        return new OutgoingMessage(
                new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1),
                Fixtures.person("ada").slackUserId("U1").build(),
                text,
                Optional.of(new OutgoingMessage.Button(button, JoinToken.of(INVITATION))),
                false);
    }
}
