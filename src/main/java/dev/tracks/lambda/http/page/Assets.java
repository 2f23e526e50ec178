package dev.tracks.lambda.http.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.protocol.Problem;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The console's files on the class path, as its build has laid them there: each as it is and, where that is shorter,
 * compressed, since an HTTP API does not compress. Only files that the build's list names are there, whatever is asked.
 */
public final class Assets {
    private static final String FOLDER = "console/";
    private static final String LIST = FOLDER + "files.json";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    /** By our preference: the shortest first. */
    private static final List<String> ENCODINGS = List.of("br", "gzip");

    private record Asset(String path, String type, String etag, boolean compressed, boolean immutable) {}

    private final Map<String, Asset> assets;

    private Assets(Map<String, Asset> assets) {
        this.assets = assets;
    }

    /**
     * The files that the build has made; none if it made no console.
     *
     * @throws IllegalStateException if a file of the list is missing
     */
    public static Assets onClassPath() {
        Map<String, Asset> found = new HashMap<>();
        if (Assets.class.getClassLoader().getResource(LIST) != null) {
            JsonNode list = Json.read(new String(bytes(LIST), StandardCharsets.UTF_8));
            list.fields().forEachRemaining(file -> found.put(file.getKey(), asset(file.getKey(), file.getValue())));
        }
        return new Assets(Map.copyOf(found));
    }

    private static Asset asset(String name, JsonNode file) {
        return new Asset(
                FOLDER + name,
                file.path("type").asText(),
                "\"" + file.path("hash").asText() + "\"",
                file.path("compressed").asBoolean(),
                file.path("immutable").asBoolean());
    }

    /**
     * The file. A browser may keep one whose name changes with its content for ever (RFC 8246), and asks for the others
     * each time whether they have changed.
     *
     * @throws ProblemException 404 if there is none
     */
    HttpResponse answer(HttpRequest request, String name) {
        Asset asset = Optional.ofNullable(assets.get(name))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, "not-found", "Not found", "there is nothing at this address")));
        Map<String, String> headers =
                new HashMap<>(Map.of("etag", asset.etag(), "cache-control", asset.immutable() ? FOR_EVER : "no-cache"));
        headers.put("vary", "accept-encoding");
        // With a 304 too: the browser takes the policy that goes with the type for the page that it has kept.
        headers.put("content-type", asset.type());
        if (has(request.header("if-none-match"), asset.etag())) {
            return new HttpResponse(304, headers, "");
        }
        Optional<String> encoding = ENCODINGS.stream()
                .filter(each -> asset.compressed() && accepts(request, each))
                .findFirst();
        encoding.ifPresent(each -> headers.put("content-encoding", each));
        return HttpResponse.bytes(
                200, headers, bytes(asset.path() + encoding.map("."::concat).orElse("")));
    }

    /** Weakly compared, as RFC 9110 (13.1.2) has it. */
    private static boolean has(Optional<String> header, String etag) {
        return header.stream()
                .flatMap(tags -> Arrays.stream(tags.split(",")))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }

    /** Whether the header names the encoding with a weight that is not 0 (RFC 9110, 12.5.3). */
    private static boolean accepts(HttpRequest request, String encoding) {
        return request.header("accept-encoding").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .anyMatch(each -> each.equals(encoding)
                        || each.startsWith(encoding + ";") && !each.matches(".*;\\s*q=0(\\.0*)?"));
    }

    private static byte[] bytes(String path) {
        try (InputStream input = Assets.class.getClassLoader().getResourceAsStream(path)) {
            if (input == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
