package dev.tracks.lambda.json;

import dev.tracks.domain.TextLimit;
import java.util.ArrayList;
import java.util.List;

/** The problems of one request. All are counted; the first fifty are reported. */
public final class FieldProblems {
    /** Limits the response to a hostile request with many invalid names. */
    static final int REPORTED_MAX = 50;

    /** Limits the length of a reported name, which can be as long as the request. */
    private static final TextLimit SHOWN = new TextLimit(200);

    private final List<FieldProblem> reported = new ArrayList<>();
    private int count;

    public void add(String path, String message) {
        count++;
        if (reported.size() < REPORTED_MAX) {
            reported.add(new FieldProblem(SHOWN.shorten(Unicode.wellFormed(path)), message));
        }
    }

    int count() {
        return count;
    }

    /** @throws InvalidRequestException if there is a problem */
    public void check() {
        if (count > 0) {
            throw new InvalidRequestException(reported);
        }
    }
}
