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
 * The console's files on the class path, as the build wrote them. Compressible files are also stored compressed,
 * because an HTTP API does not compress responses. Only files in the build's list are served.
 */
public final class Assets {
    private static final String FOLDER = "console/";
    private static final String LIST = FOLDER + "files.json";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";
    /** In order of preference: the smallest first. */
    private static final List<String> ENCODINGS = List.of("br", "gzip");

    private record Asset(String path, String type, String etag, boolean compressed, boolean immutable) {}

    private final Map<String, Asset> assets;

    private Assets(Map<String, Asset> assets) {
        this.assets = assets;
    }

    /**
     * The files in the build's list; none if the build made no console.
     *
     * @throws IllegalStateException if the list cannot be read
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
     * The response with the file. A browser may keep a file whose name contains its hash (RFC 8246), and must
     * revalidate every other file.
     *
     * @throws ProblemException 404 if the file is not in the list
     */
    HttpResponse answer(HttpRequest request, String name) {
        Asset asset = Optional.ofNullable(assets.get(name))
                .orElseThrow(
                        () -> new ProblemException(Problem.of(404, "not-found", "Not found", "resource not found")));
        Map<String, String> headers = new HashMap<>(
                Map.of("etag", asset.etag(), "cache-control", asset.immutable() ? IMMUTABLE : "no-cache"));
        headers.put("vary", "accept-encoding");
        headers.put("content-type", asset.type());
        Optional<String> encoding = ENCODINGS.stream()
                .filter(each -> asset.compressed() && accepts(request, each))
                .findFirst();
        encoding.ifPresent(each -> headers.put("content-encoding", each));
        return HttpResponse.bytes(
                200, headers, bytes(asset.path() + encoding.map("."::concat).orElse("")));
    }

    /** Whether the header lists the encoding with a weight other than 0 (RFC 9110, section 12.5.3). */
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
