package dev.tracks.lambda.json;

import dev.tracks.domain.TextLimit;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request: all of it is counted, the first fifty are told. */
final class FieldProblems {
    /** An answer need not list every name of a hostile request. */
    static final int REPORTED_MAX = 50;

    // A name can be as long as the request.
    private static final TextLimit SHOWN = new TextLimit(200);

    private final List<FieldProblem> reported = new ArrayList<>();
    private int count;

    void add(String path, String message) {
        count++;
        if (reported.size() < REPORTED_MAX) {
            reported.add(new FieldProblem(SHOWN.shorten(Unicode.wellFormed(path)), message));
        }
    }

    int count() {
        return count;
    }

    /** @throws InvalidRequestException if there is a problem */
    void check() {
        if (count > 0) {
            throw new InvalidRequestException(reported);
        }
    }
}
