package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.IfMatch;
import dev.tracks.lambda.http.protocol.IfNoneMatch;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request that matched a route, with its caller.
 *
 * @param path the path parameters by name; ids and numbers are valid
 */
public record Call(HttpRequest request, Map<String, String> path, Caller caller) {
    private static final Set<String> IDS = Set.of("trackId", "stepId", "participantId", "jobId");
    private static final Set<String> NUMBERS = Set.of("instance", "number");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

    /**
     * @throws InvalidRequestException if a path parameter is not a valid id, or not a valid instance or invitation
     *     number
     */
    public Call {
        path.forEach(Call::check);
    }

    private static void check(String name, String value) {
        try {
            if (IDS.contains(name)) {
                Id.valid(name, value);
            } else if (NUMBERS.contains(name) && !NUMBER.matcher(value).matches()) {
                throw new InvalidFieldException(name, "must be a whole number from 1 to " + EnrollmentRef.MAX);
            }
        } catch (InvalidFieldException e) {
            throw new InvalidRequestException(name, e.getMessage());
        }
    }

    public String trackId() {
        return path.get("trackId");
    }

    public String stepId() {
        return path.get("stepId");
    }

    public String participantId() {
        return path.get("participantId");
    }

    public String jobId() {
        return path.get("jobId");
    }

    public int instance() {
        return Integer.parseInt(path.get("instance"));
    }

    public int number() {
        return Integer.parseInt(path.get("number"));
    }

    public JsonNode json() {
        return request.json();
    }

    public Fields query() {
        return request.query();
    }

    public Optional<String> header(String name) {
        return request.header(name);
    }

    /** The precondition in If-Match and If-None-Match. */
    public Precondition precondition() {
        return new Precondition(
                IfMatch.read(request.header("if-match")), IfNoneMatch.read(request.header("if-none-match")));
    }
}
