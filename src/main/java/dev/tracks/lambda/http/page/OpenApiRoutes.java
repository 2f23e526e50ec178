package dev.tracks.lambda.http.page;

import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.lambda.http.protocol.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The API's OpenAPI 3.1 document. A test compares it with the routes. */
@Singleton
public final class OpenApiRoutes implements Routes {
    private static final String SERVER = "  - url: ";

    private final String document = ClasspathResource.text("openapi.yaml");

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/openapi.yaml", Rule.ANYONE, this::answer));
    }

    /**
     * Cacheable: the document is the same for every caller and changes only with a deployment. Media type: RFC 9512. Its
     * server has the base path.
     */
    private HttpResponse answer(Call call) {
        String server = call.request().path().external("");
        String text = server.isEmpty() ? document : document.replace(SERVER + "/\n", SERVER + server + "\n");
        return new HttpResponse(
                200,
                Map.of("content-type", "application/yaml; charset=utf-8", "cache-control", "public, max-age=3600"),
                text);
    }
}
