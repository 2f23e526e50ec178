package dev.tracks.lambda.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A malformed request, event or record: its content alone is invalid, independent of stored records. The message names
 * every invalid field, so that a function error does too. It has no stack trace: the error is the caller's, and a trace
 * would only fill the log.
 */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    public InvalidRequestException(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::toString).collect(Collectors.joining("; ")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public InvalidRequestException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    /** The problems, at least one. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
