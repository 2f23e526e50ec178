package dev.tracks.usecase.message;

import java.net.URI;
import java.util.Optional;

/** Signs and verifies join links. A link that this program did not create, or that was changed, is not valid. */
public interface JoinLinks {
    /** The link by which the invitee answers. It is a capability: show it to nobody else. */
    URI link(JoinToken token);

    /**
     * The signed token: the last segment of the link. For answers that are sent without the link, such as from a
     * button.
     */
    String signed(JoinToken token);

    /** The token that was signed; empty if the signature is not valid. */
    Optional<JoinToken> token(String signed);
}
