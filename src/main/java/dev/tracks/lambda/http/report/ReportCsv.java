package dev.tracks.lambda.http.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import java.util.Map;
import java.util.Set;

/**
 * A track's report as CSV (RFC 4180) with a header: one row for each number of the JSON response. All values are ids,
 * names of fields, numbers and times, so none has to be quoted, and no spreadsheet takes one for a formula.
 */
final class ReportCsv {
    /** What a step is, not a number about it. Titles are texts of authors, which would have to be quoted. */
    private static final Set<String> NAMES = Set.of("stepId", "title");

    private static final String HEADER = "section,step,measure,value\r\n";

    private final StringBuilder rows = new StringBuilder(HEADER);

    private ReportCsv() {}

    /** @param report the JSON response */
    static HttpResponse write(ObjectNode report) {
        ReportCsv csv = new ReportCsv();
        csv.rows("report,", "", report);
        csv.rows("instances,", "", report.get("instances"));
        report.get("steps")
                .forEach(step -> csv.rows("step," + step.get("stepId").textValue(), "", step));
        return new HttpResponse(
                200,
                Map.of("content-type", "text/csv; charset=utf-8; header=present", "cache-control", "no-store"),
                csv.rows.toString());
    }

    /** A row for each value; those of {@code skipped} are called {@code skipped.previously_started}. */
    private void rows(String section, String prefix, JsonNode values) {
        values.fields().forEachRemaining(field -> {
            String measure = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (measure.equals("skipped")) {
                rows(section, "skipped.", value);
            } else if (value.isValueNode() && !NAMES.contains(measure)) {
                row(section, measure, value);
            }
        });
    }

    private void row(String section, String measure, JsonNode value) {
        String text =
                value.isNull() ? "" : value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
        rows.append(section)
                .append(',')
                .append(measure)
                .append(',')
                .append(text)
                .append("\r\n");
    }
}
