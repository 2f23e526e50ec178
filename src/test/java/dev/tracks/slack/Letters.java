package dev.tracks.slack;

import dev.tracks.Fixtures;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Participant;
import dev.tracks.usecase.JoinToken;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import java.util.Optional;

/** Letters for tests. */
final class Letters {
    private static final Invitation INVITATION =
            Fixtures.invitation(Fixtures.cause("week-1", "s2", "ada", 1), "leadership", 1);

    private Letters() {}

    /** To Ada, who is U1 in Slack. */
    static Letter confirmation(String text) {
        return to(Fixtures.person("ada").slackUserId("U1").build(), text);
    }

    static Letter to(Participant person, String text) {
        MessageRef ref = new MessageRef(MessageKind.CONFIRMATION, person.id(), "week-1", 1);
        return new Letter(ref, person, text, Optional.empty(), false);
    }

    /** To Ada, who is U1 in Slack. */
    static Letter invitation(String text, String button) {
        return new Letter(
                new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1),
                Fixtures.person("ada").slackUserId("U1").build(),
                text,
                Optional.of(new Letter.Button(button, JoinToken.of(INVITATION))),
                false);
    }
}
