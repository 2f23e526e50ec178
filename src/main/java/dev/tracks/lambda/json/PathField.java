package dev.tracks.lambda.json;

/** A field that the path decides and the body may repeat. */
public final class PathField {
    private PathField() {}

    /** Refuses a body that says something else than the path. */
    public static void repeats(Fields fields, String name, String pathValue) {
        fields.text(name, text -> text)
                .filter(text -> !text.equals(pathValue))
                .ifPresent(other -> fields.refuse(name, "must be " + pathValue + " as in the path, or left out"));
    }
}
