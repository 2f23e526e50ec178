package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a record refuses a value and names its field. */
public final class FieldErrors {
    private FieldErrors() {}

    public static void assertRefused(String field, String message, ThrowingCallable record) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(record)
                .withMessage(message)
                .returns(field, InvalidFieldException::field);
    }
}
