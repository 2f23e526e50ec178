package dev.tracks.lambda.json;

import java.util.List;
import java.util.stream.Collectors;

/** Writes CSV as RFC 4180 says, for tests. */
public final class CsvWriter {
    private CsvWriter() {}

    /** The lines, separated by {@code end}. A field is quoted if it must be, or begins with white space. */
    public static String text(List<List<String>> lines, String end) {
        return lines.stream()
                .map(line -> line.stream().map(CsvWriter::field).collect(Collectors.joining(",")))
                .collect(Collectors.joining(end));
    }

    private static String field(String text) {
        return text.matches("(?s)\\s.*|.*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
