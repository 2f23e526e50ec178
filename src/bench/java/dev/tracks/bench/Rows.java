package dev.tracks.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of the page, in its order. A row that a run does not measure keeps its previous figures. */
record Rows(List<Row> all) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Below the functions on a JVM. */
    private static final List<String> LAST = List.of(Candidates.NATIVE, Candidates.NODE, Floor.NAME);

    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> LAST.indexOf(row.name())).thenComparing(Row::name);

    static Rows read(Path file) throws IOException {
        return new Rows(JSON.readValue(file.toFile(), new TypeReference<List<Row>>() {}));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    /** Replaces the rows that have the same names. */
    Rows with(List<Row> measured) {
        List<String> names = measured.stream().map(Row::name).toList();
        Stream<Row> kept = all.stream().filter(row -> !names.contains(row.name()));
        return new Rows(Stream.concat(kept, measured.stream()).sorted(ORDER).toList());
    }

    /** The rows that every run measures. */
    Row node() {
        return named(Candidates.NODE).orElseThrow();
    }

    Optional<Row> named(String name) {
        return all.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** The rows of runs before the last one. */
    List<Row> kept() {
        Row node = node();
        return all.stream()
                .filter(row ->
                        !row.commit().equals(node.commit()) || !row.date().equals(node.date()))
                .toList();
    }
}
