package dev.tracks.lambda.http.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import java.util.Map;
import java.util.Set;

/**
 * A track's report as CSV (RFC 4180) with a header: one row for each number of the JSON response. A report with periods
 * has a last column with the beginning of the row's period; it is empty for the whole one. All values are ids, names of
 * fields, numbers and times, so none has to be quoted, and no spreadsheet takes one for a formula.
 */
final class ReportCsv {
    /** What a step is, not a number about it. Titles are texts of authors, which would have to be quoted. */
    private static final Set<String> NAMES = Set.of("stepId", "title");

    private static final String HEADER = "section,step,measure,value";

    private final StringBuilder rows;
    private final boolean series;

    private ReportCsv(boolean series) {
        this.rows = new StringBuilder(HEADER).append(series ? ",period\r\n" : "\r\n");
        this.series = series;
    }

    /** @param report the JSON response */
    static HttpResponse write(ObjectNode report) {
        ReportCsv csv = new ReportCsv(report.has("periods"));
        csv.rows(report, "");
        report.path("periods").forEach(part -> csv.rows(part, part.get("from").textValue()));
        return new HttpResponse(
                200,
                Map.of("content-type", "text/csv; charset=utf-8; header=present", "cache-control", "no-store"),
                csv.rows.toString());
    }

    /** The rows about one period. */
    private void rows(JsonNode report, String period) {
        String end = (series ? "," + period : "") + "\r\n";
        rows("report,", "", report, end);
        rows("instances,", "", report.get("instances"), end);
        report.get("steps").forEach(step -> rows("step," + step.get("stepId").textValue(), "", step, end));
    }

    /** A row for each value; those of {@code skipped} are called {@code skipped.previously_started}. */
    private void rows(String section, String prefix, JsonNode values, String end) {
        values.fields().forEachRemaining(field -> {
            String measure = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (measure.equals("skipped")) {
                rows(section, "skipped.", value, end);
            } else if (value.isValueNode() && !NAMES.contains(measure)) {
                rows.append(section)
                        .append(',')
                        .append(measure)
                        .append(',')
                        .append(text(value))
                        .append(end);
            }
        });
    }

    private static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
}
