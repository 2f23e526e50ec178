package dev.tracks.lambda.json;

/** A field whose value comes from the path; the body may repeat it. */
public final class PathField {
    private PathField() {}

    /** Rejects a body whose value differs from the path's. */
    public static void repeats(Fields fields, String name, String pathValue) {
        fields.text(name, text -> text)
                .filter(text -> !text.equals(pathValue))
                .ifPresent(other -> fields.refuse(name, "must be " + pathValue + ", as in the path, or omitted"));
    }
}
