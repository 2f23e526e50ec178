package dev.tracks.lambda.json;

/**
 * An invalid field of a request.
 *
 * @param field its path, such as {@code delay.amount} or {@code audience.role[1]}; empty for the whole input
 * @param message what was expected; a sentence that starts with the field's name
 */
public record FieldProblem(String field, String message) {
    @Override
    public String toString() {
        return (field.isEmpty() ? "the input" : field) + " " + message;
    }
}
