package dev.tracks.lambda.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV as in RFC 4180: fields are separated by commas; a quoted field can contain commas, line breaks and, doubled, quotes.
 * Lines end with CRLF or LF. Ignored are a byte order mark at the beginning, white space at the beginning of a line, and
 * empty lines.
 */
public final class Csv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            // Otherwise Jackson's error messages would repeat the input.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Csv() {}

    /**
     * The lines, each with its fields.
     *
     * @param max the maximum number of lines
     * @throws InvalidRequestException if it is not CSV, or has more lines
     */
    public static List<List<String>> read(String text, int max) {
        List<List<String>> lines = new ArrayList<>();
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try (JsonParser parser = FACTORY.createParser(content)) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                if (lines.size() == max) {
                    throw new InvalidRequestException("", "must have at most " + max + " lines");
                }
                lines.add(line(parser));
            }
            return lines;
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Reading a string cannot fail.
        }
    }

    private static List<String> line(JsonParser parser) throws IOException {
        List<String> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            fields.add(parser.getText());
        }
        return fields;
    }

    private static InvalidRequestException malformed(JacksonException e) {
        String where =
                e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
        return new InvalidRequestException(
                "",
                "must be CSV as in RFC 4180, where a quoted field ends with a quote before a comma or line break"
                        + where);
    }
}
