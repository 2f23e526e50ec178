package dev.tracks.usecase.people;

import dev.tracks.domain.record.Alias;

/** Another person has the alias. */
public final class AliasTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String ownerId;

    public AliasTakenException(Alias.Kind kind, String ownerId) {
        super("another participant has this " + kind.field());
        this.field = kind.field();
        this.ownerId = ownerId;
    }

    /** The field of the participant: {@code email}, {@code slackUserId} or {@code subject}. */
    public String field() {
        return field;
    }

    /** The participant who has the alias. */
    public String ownerId() {
        return ownerId;
    }
}
