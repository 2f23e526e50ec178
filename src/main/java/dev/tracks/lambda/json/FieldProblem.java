package dev.tracks.lambda.json;

/**
 * One field of a request that cannot be accepted.
 *
 * @param field its path, such as {@code delay.amount} or {@code audience.role[1]}; empty: the whole text
 * @param message what was expected; it reads on from the field's name
 */
public record FieldProblem(String field, String message) {
    @Override
    public String toString() {
        return (field.isEmpty() ? "the text" : field) + " " + message;
    }
}
