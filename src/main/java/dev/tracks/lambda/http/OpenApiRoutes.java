package dev.tracks.lambda.http;

import dev.tracks.lambda.http.Access.Rule;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The API's own description (OpenAPI 3.1), as it ships; a test holds it to the routes that there are. */
@Singleton
public final class OpenApiRoutes implements Routes {
    private final String document = Resource.text("openapi.yaml");

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/openapi.yaml", Rule.ANYONE, call -> answer()));
    }

    /** It is the same for everybody and changes with a deployment only. RFC 9512 names its media type. */
    private HttpResponse answer() {
        return new HttpResponse(
                200,
                Map.of("content-type", "application/yaml; charset=utf-8", "cache-control", "public, max-age=3600"),
                document);
    }
}
