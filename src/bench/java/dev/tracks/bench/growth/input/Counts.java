package dev.tracks.bench.growth.input;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/**
 * The counted footprints, in {@code docs/benchmark-units.json}.
 *
 * @param flows by name of the flow, then by function
 */
public record Counts(Map<String, Map<String, Footprint>> flows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Counts read(Path file) throws IOException {
        return new Counts(JSON.readValue(file.toFile(), new TypeReference<Map<String, Map<String, Footprint>>>() {}));
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(flows) + "\n");
    }

    /** @throws NoSuchElementException if this function was not counted for this flow */
    public Footprint of(String flow, String function) {
        Footprint footprint = flows.getOrDefault(flow, Map.of()).get(function);
        if (footprint == null) {
            throw new NoSuchElementException(flow + ", " + function + " is not counted: run the part units first");
        }
        return footprint;
    }

    /** The write units of this kind of partition key, of all functions together. */
    public int writes(String flow, String index, String key) {
        return writes(flow, units -> units.index().equals(index) && units.key().equals(key));
    }

    /** The write units of the table or of an index, of all functions together. */
    public int writes(String flow, String index) {
        return writes(flow, units -> units.index().equals(index));
    }

    private int writes(String flow, Predicate<KeyUnits> wanted) {
        return flows.getOrDefault(flow, Map.of()).values().stream()
                .flatMap(footprint -> footprint.units().stream())
                .filter(wanted)
                .mapToInt(KeyUnits::writes)
                .sum();
    }
}
