package dev.tracks.usecase.message;

import java.net.URI;
import java.util.Optional;

/** Signs what a join link names: a link that this program did not make, or that was changed, names nothing. */
public interface JoinLinks {
    /** The link by which the invitee answers; a capability, for their eyes only. */
    URI link(JoinToken token);

    /** The last part of that link, for where the answer is sent without it, such as by a button. */
    String signed(JoinToken token);

    /** What such a last part names; empty if it is not one of ours. */
    Optional<JoinToken> token(String signed);
}
