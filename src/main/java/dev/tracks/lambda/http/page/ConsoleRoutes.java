package dev.tracks.lambda.http.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.PagedResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.SignIn;
import dev.tracks.lambda.http.access.Access.Rule;
import dev.tracks.lambda.http.access.Call;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/** The console: its page, its files, and its settings, which it reads before sign-in. */
@Singleton
public final class ConsoleRoutes implements Routes {
    private final Assets assets;
    private final ConsoleSettings settings;

    public ConsoleRoutes(Assets assets, ConsoleSettings settings) {
        this.assets = assets;
        this.settings = settings;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                // Accepts any query: the sign-in provider returns its response in one.
                Route.get("/", Rule.ANYONE, this::page),
                Route.get("/assets/{file}", Rule.ANYONE, this::file),
                Route.get("/console.json", Rule.ANYONE, this::settings),
                Route.get("/v1/me", Rule.SIGNED_IN, ConsoleRoutes::me));
    }

    private HttpResponse page(Call call) {
        return call.request()
                .rootWithSlash()
                .map(HttpResponse::found)
                .orElseGet(() -> assets.answer(call.request(), "index.html"));
    }

    private HttpResponse file(Call call) {
        return assets.answer(call.request(), "assets/" + call.path().get("file"));
    }

    private HttpResponse settings(Call call) {
        ObjectNode json = Json.object().put("local", settings.local());
        json.set("signIn", Json.of(settings.signIn().map(ConsoleRoutes::write)));
        return HttpResponse.json(200, json);
    }

    private static ObjectNode write(SignIn signIn) {
        ObjectNode json = Json.object()
                .put("issuer", signIn.issuer().toString())
                .put("clientId", signIn.clientId())
                .put("scope", signIn.scope());
        json.set("audience", Json.of(signIn.audience()));
        json.set("parameters", Json.of(signIn.parameters()));
        json.set("origins", Json.of(signIn.origins().stream().map(URI::toString).toList()));
        return json;
    }

    private static HttpResponse me(Call call) {
        PagedResponse.noQuery(call);
        ObjectNode json = Json.object();
        json.set("participantId", Json.of(call.caller().participantId()));
        json.put("subject", call.caller().subject());
        json.set("roles", Json.of(call.caller().roles().stream().sorted().toList()));
        return HttpResponse.json(200, json);
    }
}
