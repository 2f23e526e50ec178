package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Invocation;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function {@code api}: handles requests of the API Gateway HTTP API. */
@Named("api")
@Singleton
public final class ApiHandler implements RequestStreamHandler {
    private final HttpApi api;

    public ApiHandler(HttpApi api) {
        this.api = api;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        try (Invocation invocation = Invocation.begin(context)) {
            HttpResponse response = api.answer(Json.read(input), invocation.requestId());
            Json.write(response.event(), output);
        }
    }
}
