package dev.tracks.bench.growth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NoSuchElementException;

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
        return flows.getOrDefault(flow, Map.of()).values().stream()
                .mapToInt(footprint -> footprint.writes(index, key))
                .sum();
    }
}
