package dev.tracks.lambda.http.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.http.scim.schema.ScimProblem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a list that a request asks for (RFC 7644, section 3.4.2.4).
 *
 * @param startIndex the first result, from 1
 * @param count the most results
 */
record ScimPage(int startIndex, int count) {
    /** The most results of a page; {@code /ServiceProviderConfig} says so, too. */
    static final int MAX = 200;

    private static final int DEFAULT = 100;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    /** @throws ProblemException 400 if a parameter is no number */
    static ScimPage of(JsonNode parameters) {
        return new ScimPage(
                Math.max(1, number(parameters, "startIndex", 1)),
                Math.min(MAX, Math.max(0, number(parameters, "count", DEFAULT))));
    }

    private static int number(JsonNode parameters, String name, int otherwise) {
        String text = parameters.path(name).asText();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw ScimProblem.INVALID_VALUE.because(name + " must be a whole number");
        }
        return Integer.parseInt(text);
    }

    int from() {
        return startIndex - 1;
    }

    /** The part of a complete list. */
    <T> List<T> of(List<T> all) {
        return all.stream().skip(from()).limit(count).toList();
    }
}
