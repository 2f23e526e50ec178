package dev.tracks.domain;

import java.math.BigDecimal;

/** Numbers in JSON values. Equal numbers become equal objects, however they were written: {@code 1}, {@code 1.0}. */
public final class JsonNumber {
    private static final int LONG_DIGITS = 18;

    private JsonNumber() {}

    /** An Integer or a Long for a whole number of up to 18 digits, otherwise a BigDecimal. */
    public static Number of(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return plain;
        }
        if (plain.precision() - plain.scale() > LONG_DIGITS) {
            return plain.setScale(0);
        }
        long whole = plain.longValueExact();
        return (int) whole == whole ? (Number) (int) whole : (Number) whole;
    }
}
