package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.Text;
import dev.tracks.lambda.json.Csv;
import dev.tracks.lambda.json.FieldProblems;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * People as CSV. The header line names the columns, in any order: the fields of a participant, and {@code attributes.role}
 * for the attribute {@code role}. An empty field is an absent one.
 */
final class ParticipantCsv {
    private static final List<String> REQUIRED = List.of("id", "name");
    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "email",
            "slackUserId",
            "formerSlackUserId",
            "subject",
            "userName",
            "externalId",
            "managerId",
            "timeZone",
            "active");
    private static final String ATTRIBUTES = "attributes";
    private static final String ATTRIBUTE = ATTRIBUTES + ".";
    private static final String EXPECTED = "is not a known column; separated by commas, these are known: "
            + String.join(", ", COLUMNS) + ", " + ATTRIBUTE + "<name>";

    private ParticipantCsv() {}

    /** @throws InvalidRequestException if it is not CSV, has no or too many rows, or has a header that is not valid */
    static List<ParticipantRow> read(String text) {
        List<List<String>> lines = Csv.read(text, ParticipantRow.MAX + 2); // One more than allowed, and the header.
        if (lines.isEmpty()) {
            throw new InvalidRequestException("", "must be CSV with a header line, but is empty");
        }
        checkHeader(lines.get(0));
        List<List<String>> rows = lines.subList(1, lines.size());
        if (rows.isEmpty() || rows.size() > ParticipantRow.MAX) {
            throw new InvalidRequestException(
                    "", "must have 1 to " + ParticipantRow.MAX + " rows after the header line");
        }
        return rows.stream().map(row -> row(lines.get(0), row)).toList();
    }

    private static void checkHeader(List<String> header) {
        FieldProblems problems = new FieldProblems();
        Set<String> names = new HashSet<>();
        for (String column : header) {
            if (!COLUMNS.contains(column) && !isAttribute(column)) {
                problems.add(column.isEmpty() ? "\"\"" : column, EXPECTED);
            }
            // White space around the name of an attribute is ignored.
            boolean attribute = column.startsWith(ATTRIBUTE);
            if (!names.add(attribute ? ATTRIBUTE + Text.normalized(attribute(column)) : column)) {
                problems.add(column, "must be a column only once");
            }
        }
        REQUIRED.stream().filter(name -> !names.contains(name)).forEach(name -> problems.add(name, "must be a column"));
        problems.check();
    }

    private static boolean isAttribute(String column) {
        return column.startsWith(ATTRIBUTE)
                && !Text.normalized(attribute(column)).isEmpty();
    }

    private static String attribute(String column) {
        return column.substring(ATTRIBUTE.length());
    }

    private static ParticipantRow row(List<String> header, List<String> values) {
        if (values.size() != header.size()) {
            return ParticipantRow.unreadable(
                    "must have " + header.size() + " fields, as the header line, but has " + values.size());
        }
        ObjectNode fields = Json.object();
        ObjectNode attributes = Json.object();
        for (int i = 0; i < values.size(); i++) {
            String column = header.get(i);
            String value = values.get(i);
            if (value.isEmpty()) {
                continue;
            }
            if (column.startsWith(ATTRIBUTE)) {
                attributes.put(attribute(column), value);
            } else if (column.equals("active")) {
                putFlag(fields, column, value);
            } else {
                fields.put(column, value);
            }
        }
        return ParticipantRow.of(fields.set(ATTRIBUTES, attributes));
    }

    /** Spreadsheets write {@code TRUE} and {@code FALSE}. Another text is refused when the row is read. */
    private static void putFlag(ObjectNode fields, String column, String value) {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> fields.put(column, true);
            case "false" -> fields.put(column, false);
            default -> fields.put(column, value);
        }
    }
}
