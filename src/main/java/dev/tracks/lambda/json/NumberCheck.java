package dev.tracks.lambda.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses each number that DynamoDB cannot keep exactly, by the name of its field: 38 digits, from 1E-130 to 9.9…E+125, of
 * either sign, and zero (DynamoDB guide, "Naming rules and data types"). A number is judged by its text, before anything
 * makes a value of it: Java's own types overflow, or take for ever, with exponents that JSON may write.
 */
final class NumberCheck extends JsonParserDelegate {
    private static final String EXPECTED = "must be a number of at most 38 digits, from 1e-130 to 9.9e125 or 0";

    private static final int DIGITS_MAX = 38;
    private static final int MAGNITUDE_MAX = 125;
    private static final int MAGNITUDE_MIN = -130;

    /** The most characters: zeros at the end of a fraction say nothing, but have to be read. */
    private static final int LENGTH_MAX = 1_000;

    /** What is left of an exponent without leading zeros; more digits than these never fit. */
    private static final int EXPONENT_DIGITS_MAX = 18;

    /** As JSON writes a number (RFC 8259, section 6). */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?<whole>[0-9]+)(\\.(?<fraction>[0-9]+))?([eE](?<sign>[+-]?)0*(?<exponent>[0-9]*))?");

    NumberCheck(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null && token.isNumeric() && !isKept(token)) {
            FieldProblems problems = new FieldProblems();
            problems.add(field(getParsingContext()), EXPECTED);
            problems.check();
        }
        return token;
    }

    private boolean isKept(JsonToken token) throws IOException {
        int length = getTextLength();
        boolean isShort = token == JsonToken.VALUE_NUMBER_INT && length <= DIGITS_MAX;
        return isShort || length <= LENGTH_MAX && isKept(getText());
    }

    private static boolean isKept(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return false;
        }
        String fraction = number.group("fraction") == null ? "" : number.group("fraction");
        String digits = number.group("whole") + fraction;
        String significant = digits.replaceFirst("^0+", "");
        // The power of ten of the first digit that is not zero.
        long magnitude = exponent(number) - fraction.length() + Math.max(significant.length() - 1, 0);
        return significant.replaceFirst("0+$", "").length() <= DIGITS_MAX
                && magnitude >= MAGNITUDE_MIN
                && magnitude <= MAGNITUDE_MAX;
    }

    /** Far out of range if it is too long for a long. */
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

    /** Where the value stands, such as {@code progress.days[1].score}. */
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
