package dev.tracks.domain;

import java.util.Objects;

/**
 * A value that a domain record cannot hold. Records throw it from their constructors, so that an invalid one never
 * exists; the callers at the edges turn it into the field errors that the contract promises.
 *
 * <p>The message is a phrase that says what was expected and reads on from the field's name, such as {@code must be 0
 * to 3650 for days, was 4000}.
 */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the JSON name, relative to the record that refuses it: {@code amount}
     * @param message what was expected
     */
    public InvalidFieldException(String field, String message) {
        super(message);
        this.field = Objects.requireNonNull(field, "field");
    }

    /** The path of the refused field, parts joined by dots. */
    public String field() {
        return field;
    }

    /** The same refusal as seen from the record that holds this one: {@code amount} becomes {@code delay.amount}. */
    public InvalidFieldException in(String parent) {
        InvalidFieldException outer = new InvalidFieldException(parent + "." + field, getMessage());
        outer.initCause(this);
        return outer;
    }

    /** Names the field, so that a log line or a function error does too. */
    @Override
    public String toString() {
        return getClass().getName() + ": " + field + " " + getMessage();
    }
}
