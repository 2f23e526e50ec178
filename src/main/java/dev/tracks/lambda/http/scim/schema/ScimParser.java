package dev.tracks.lambda.http.scim.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads filters and paths (the grammar of RFC 7644, figures 1 and 7). */
public final class ScimParser {
    /** A filter that is nested deeper is refused, so that it cannot exhaust the stack. */
    private static final int DEPTH_MAX = 20;

    private static final Pattern NAME = Pattern.compile("[$A-Za-z][A-Za-z0-9_$-]*");
    private static final Pattern WORD = Pattern.compile("[^ \\[\\]()\"]+");
    private static final Pattern OPERATOR = Pattern.compile(" +([A-Za-z]{2})(?= |$)");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[^ \\[\\]()\"]+", Pattern.DOTALL);

    private final String text;
    private final ScimProblem problem;
    private int at;
    private int depth;

    private ScimParser(String text, ScimProblem problem) {
        this.text = text;
        this.problem = problem;
    }

    /** @throws ProblemException 400 {@code invalidFilter} */
    public static ScimFilter filter(String text) {
        ScimParser parser = new ScimParser(text.strip(), ScimProblem.INVALID_FILTER);
        ScimFilter filter = parser.or();
        parser.end();
        return filter;
    }

    /** @throws ProblemException 400 {@code invalidPath} */
    public static ScimPath path(String text) {
        ScimParser parser = new ScimParser(text.strip(), ScimProblem.INVALID_PATH);
        ScimPath path = parser.path();
        parser.end();
        return path;
    }

    private ScimFilter or() {
        ScimFilter filter = and();
        while (keyword("or")) {
            filter = new ScimFilter.Or(filter, and());
        }
        return filter;
    }

    private ScimFilter and() {
        ScimFilter filter = unary();
        while (keyword("and")) {
            filter = new ScimFilter.And(filter, unary());
        }
        return filter;
    }

    private ScimFilter unary() {
        spaces();
        boolean not = keyword("not");
        if (skip('(')) {
            ScimFilter group = nested(')');
            return not ? new ScimFilter.Not(group) : group;
        }
        if (not) {
            throw malformed();
        }
        return comparison();
    }

    private ScimFilter comparison() {
        ScimPath path = path();
        if (path.filter().isPresent() && path.sub().isEmpty() && !isOperatorNext()) {
            return new ScimFilter.Present(path);
        }
        spaces();
        String operator = match(WORD);
        if (operator.equalsIgnoreCase("pr")) {
            return new ScimFilter.Present(path);
        }
        ScimFilter.Compare.Operator known =
                ScimFilter.Compare.Operator.of(operator).orElseThrow(this::malformed);
        spaces();
        return new ScimFilter.Compare(path, known, literal(match(LITERAL)));
    }

    /** A path with a filter is a filter by itself. */
    private boolean isOperatorNext() {
        Matcher next = OPERATOR.matcher(text).region(at, text.length());
        return next.lookingAt()
                && (next.group(1).equalsIgnoreCase("pr")
                        || ScimFilter.Compare.Operator.of(next.group(1)).isPresent());
    }

    private JsonNode literal(String literal) {
        try {
            JsonNode value = Json.read(literal);
            if (value.isValueNode()) {
                return value;
            }
        } catch (InvalidRequestException notJson) {
            throw malformed();
        }
        throw malformed();
    }

    private ScimPath path() {
        String word = match(WORD);
        Optional<ScimFilter> filter = skip('[') ? Optional.of(nested(']')) : Optional.empty();
        // A URN contains dots: only what follows its last colon is a name.
        int colon = word.toLowerCase(Locale.ROOT).startsWith("urn:") ? word.lastIndexOf(':') : -1;
        Optional<String> schema = colon < 0 ? Optional.empty() : Optional.of(word.substring(0, colon));
        String[] names = word.substring(colon + 1).split("\\.", -1);
        Optional<String> sub = names.length == 2 ? Optional.of(name(names[1])) : Optional.empty();
        if (names.length > 2 || filter.isPresent() && sub.isPresent()) {
            throw malformed();
        }
        if (filter.isPresent() && skip('.')) {
            sub = Optional.of(name(match(WORD)));
        }
        return new ScimPath(schema, name(names[0]), filter, sub);
    }

    private ScimFilter nested(char close) {
        if (++depth > DEPTH_MAX) {
            throw malformed();
        }
        ScimFilter filter = or();
        spaces();
        if (!skip(close)) {
            throw malformed();
        }
        depth--;
        return filter;
    }

    private String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw malformed();
        }
        return text;
    }

    private String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        at = matcher.end();
        return matcher.group();
    }

    /** Skips the word, if it is next and ends there. */
    private boolean keyword(String word) {
        int start = at;
        spaces();
        int end = at + word.length();
        boolean found = text.regionMatches(true, at, word, 0, word.length())
                && (end == text.length() || " (".indexOf(text.charAt(end)) >= 0);
        at = found ? end : start;
        if (found) {
            spaces();
        }
        return found;
    }

    private boolean skip(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void spaces() {
        while (skip(' ')) {}
    }

    private void end() {
        spaces();
        if (at < text.length()) {
            throw malformed();
        }
    }

    private ProblemException malformed() {
        return problem.because(
                "malformed " + (problem == ScimProblem.INVALID_PATH ? "path" : "filter") + " at character " + (at + 1));
    }
}
