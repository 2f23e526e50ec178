package dev.tracks.lambda.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rejects numbers that DynamoDB cannot store exactly, and names their field. DynamoDB stores 38 digits, from 1E-130 to
 * 9.9…E+125 of either sign, and zero (DynamoDB guide, "Naming rules and data types"). The check reads the number's text
 * before it is converted, because the exponents that JSON allows make Java's types overflow or take very long.
 */
final class NumberCheck extends JsonParserDelegate {
    private static final String EXPECTED = "must be a number of at most 38 digits, from 1e-130 to 9.9e125 or 0";

    private static final int DIGITS_MAX = 38;
    private static final int MAGNITUDE_MAX = 125;
    private static final int MAGNITUDE_MIN = -130;

    /** The maximum length: trailing zeros do not count as digits, but must be read. */
    private static final int LENGTH_MAX = 1_000;

    /** Digits of an exponent without leading zeros; a longer one is always out of range. */
    private static final int EXPONENT_DIGITS_MAX = 18;

    /** The grammar of a JSON number (RFC 8259, section 6). */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?<whole>[0-9]+)(\\.(?<fraction>[0-9]+))?([eE](?<sign>[+-]?)0*(?<exponent>[0-9]*))?");

    NumberCheck(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && token.isNumeric() && !isStorable(token)) {
            FieldProblems problems = new FieldProblems();
            problems.add(field(getParsingContext()), EXPECTED);
            problems.check();
        }
        return token;
    }

    private boolean isStorable(JsonToken token) throws IOException {
        int length = getTextLength();
        boolean isShort = token == JsonToken.VALUE_NUMBER_INT && length <= DIGITS_MAX;
        return isShort || length <= LENGTH_MAX && isStorable(getText());
    }

    private static boolean isStorable(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return false;
        }
        String fraction = number.group("fraction") == null ? "" : number.group("fraction");
        String digits = number.group("whole") + fraction;
        String significant = digits.replaceFirst("^0+", "");
        // The power of ten of the first non-zero digit.
        long magnitude = exponent(number) - fraction.length() + Math.max(significant.length() - 1, 0);
        return significant.replaceFirst("0+$", "").length() <= DIGITS_MAX
                && magnitude >= MAGNITUDE_MIN
                && magnitude <= MAGNITUDE_MAX;
    }

    /** The exponent; if it has too many digits for a long, any value out of range. */
    private static long exponent(Matcher number) {
        String digits = number.group("exponent");
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        if (digits.length() > EXPONENT_DIGITS_MAX) {
            return Integer.MAX_VALUE;
        }
        long exponent = Long.parseLong(digits);
        return number.group("sign").equals("-") ? -exponent : exponent;
    }

    /** The path of the value, such as {@code progress.days[1].score}. */
    private static String field(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String parent = field(context.getParent());
        if (context.inArray()) {
            return parent + "[" + context.getCurrentIndex() + "]";
        }
        return Fields.at(parent, context.getCurrentName());
    }
}
