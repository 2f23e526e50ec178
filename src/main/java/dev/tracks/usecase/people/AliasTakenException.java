package dev.tracks.usecase.people;

/** Another person has the alias. */
public final class AliasTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String ownerId;

    /** @param field the participant's field with the alias */
    public AliasTakenException(String field, String ownerId) {
        super("another participant has this " + field);
        this.field = field;
        this.ownerId = ownerId;
    }

    /** The field of the participant that holds the alias, such as {@code email}. */
    public String field() {
        return field;
    }

    /** The participant who has the alias. */
    public String ownerId() {
        return ownerId;
    }
}
