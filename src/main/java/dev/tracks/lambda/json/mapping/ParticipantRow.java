package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.Id;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * One person of a request with many: the fields that the body of a PUT has, and {@code id}.
 *
 * @param problem why the fields could not be read, or why the row must not be saved
 */
public record ParticipantRow(JsonNode fields, Optional<InvalidRequestException> problem) {
    /** The maximum number of rows in a request (contract). */
    public static final int MAX = 500;

    static ParticipantRow of(JsonNode fields) {
        return new ParticipantRow(fields, Optional.empty());
    }

    /** A row whose fields cannot be read. */
    static ParticipantRow unreadable(String message) {
        return new ParticipantRow(Json.object(), Optional.of(new InvalidRequestException("", message)));
    }

    /**
     * The rows of {@code {"data":[...]}}.
     *
     * @throws InvalidRequestException if the body is not such an object, or has too many rows
     */
    public static List<ParticipantRow> json(JsonNode body) {
        Fields request = Fields.of(body);
        Optional<List<JsonNode>> data = request.required("data", request.nodes("data", MAX));
        List<JsonNode> rows = request.buildWhole(data::get);
        return distinct(rows.stream().map(ParticipantRow::of).toList());
    }

    /**
     * The rows of CSV.
     *
     * @throws InvalidRequestException if it is not CSV, has too many rows, or has a header that is not valid
     */
    public static List<ParticipantRow> csv(String text) {
        return distinct(ParticipantCsv.read(text));
    }

    /** Refuses the later rows of a person: the request does not say which of them counts. */
    private static List<ParticipantRow> distinct(List<ParticipantRow> rows) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int number = i + 1;
            rows.get(i).id().ifPresent(id -> numbers.putIfAbsent(id, number));
        }
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).after(numbers, i + 1))
                .toList();
    }

    private ParticipantRow after(Map<String, Integer> numbers, int number) {
        int first = id().map(numbers::get).orElse(number);
        return first == number
                ? this
                : new ParticipantRow(
                        fields,
                        Optional.of(new InvalidRequestException(
                                "id", "must occur only once in a request, but is also in row " + first)));
    }

    /** The person's id; empty if the row has no valid one. */
    public Optional<String> id() {
        return Optional.ofNullable(fields.path("id").textValue()).filter(Id::isValid);
    }

    /**
     * Reads the person as the body of a PUT.
     *
     * @param isStoredZone whether the person with an id is stored with the time zone of a name
     * @throws InvalidRequestException naming each invalid field
     */
    public Registration read(ZoneId defaultZone, BiPredicate<String, String> isStoredZone) {
        problem.ifPresent(e -> {
            throw e;
        });
        if (fields.isObject() && fields.path("id").isMissingNode()) {
            throw new InvalidRequestException("id", "is required");
        }
        if (!fields.isObject()) {
            throw new InvalidRequestException("", "must be a JSON object");
        }
        try {
            String id = Id.valid("id", fields.path("id").textValue());
            return ParticipantJson.read(fields, id, defaultZone, zone -> isStoredZone.test(id, zone));
        } catch (InvalidFieldException e) {
            throw new InvalidRequestException(e.field(), e.getMessage());
        }
    }
}
