package dev.tracks.domain;

import java.util.Objects;

/**
 * A field has a value that is not accepted. {@link Text} and the JSON mapping throw this exception for what enters the
 * program; constructors of records throw it for values that are never valid, such as an id of another form. The callers
 * turn it into the field errors of the contract.
 *
 * <p>The message completes a sentence that starts with the field's name, such as {@code must be 0 to 3650 for days,
 * was 4000}.
 */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the JSON name, relative to the record that rejects it, such as {@code amount}
     * @param message what was expected
     */
    public InvalidFieldException(String field, String message) {
        super(message);
        this.field = Objects.requireNonNull(field, "field");
    }

    /** The path of the rejected field, joined by dots. */
    public String field() {
        return field;
    }

    /** The same error as seen from the enclosing record: {@code amount} becomes {@code delay.amount}. */
    public InvalidFieldException in(String parent) {
        InvalidFieldException outer = new InvalidFieldException(parent + "." + field, getMessage());
        outer.initCause(this);
        return outer;
    }

    /** Includes the field, so that log lines and function errors name it. */
    @Override
    public String toString() {
        return getClass().getName() + ": " + field + " " + getMessage();
    }
}
