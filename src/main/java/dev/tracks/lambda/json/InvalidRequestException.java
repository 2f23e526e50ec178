package dev.tracks.lambda.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request, an event or a record that cannot be read: what is wrong can be told from its text alone. The message names
 * every field, so that a function error does too. It carries no stack trace: the error is the caller's, and the trace
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

    /** At least one. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
