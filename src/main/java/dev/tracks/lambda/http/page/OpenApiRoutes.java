package dev.tracks.lambda.http.page;

import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.lambda.http.protocol.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The API's own description (OpenAPI 3.1), as it ships; a test holds it to the routes that there are. */
@Singleton
public final class OpenApiRoutes implements Routes {
    private final String document = ClasspathResource.text("openapi.yaml");

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
