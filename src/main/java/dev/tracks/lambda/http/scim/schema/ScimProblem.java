package dev.tracks.lambda.http.scim.schema;

import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;

/** Errors of requests (RFC 7644, section 3.12). */
public enum ScimProblem {
    INVALID_FILTER("invalidFilter"),
    INVALID_PATH("invalidPath"),
    INVALID_SYNTAX("invalidSyntax"),
    INVALID_VALUE("invalidValue"),
    MUTABILITY("mutability"),
    NO_TARGET("noTarget");

    private final String scimType;

    ScimProblem(String scimType) {
        this.scimType = scimType;
    }

    /** 400 with this error. */
    public ProblemException because(String detail) {
        return new ProblemException(
                Problem.of(400, "invalid-request", "Invalid request", detail).with("scimType", scimType));
    }

    /** 404: nobody has the id. */
    public static ProblemException notFound() {
        return new ProblemException(Problem.of(404, "not-found", "Not found", "user not found"));
    }
}
