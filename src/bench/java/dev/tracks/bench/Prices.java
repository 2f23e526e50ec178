package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** AWS prices in dollars, from {@code src/bench/prices.json}, with date and source of each. */
record Prices(JsonNode file) {
    static Prices read(Path project) throws IOException {
        return new Prices(new ObjectMapper()
                .readTree(project.resolve("src/bench/prices.json").toFile()));
    }

    double of(String name) {
        JsonNode price = file.path(name).path("price");
        if (!price.isNumber()) {
            throw new IllegalArgumentException("no price of " + name);
        }
        return price.asDouble();
    }

    String asOf() {
        return file.path("asOf").asText();
    }

    String region() {
        return file.path("region").asText();
    }

    List<String> table() {
        List<String> lines = new ArrayList<>(List.of("| | dollars | source |", "|---|---:|---|"));
        file.properties().stream()
                .filter(entry -> entry.getValue().has("price"))
                .forEach(entry -> lines.add(Figures.row(
                        (entry.getKey().startsWith("million") ? "a million " : "")
                                + entry.getValue().path("of").asText(),
                        entry.getValue()
                                .path("price")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString(),
                        entry.getValue().path("source").asText())));
        lines.add("");
        lines.add(file.path("note").asText());
        return lines;
    }
}
