package dev.tracks.local;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Runs a fast package once as it will run: an admin configures the demo's tracks and starts the first of them for two people
 * ({@code api}), and both reach a step that enrolls them at once ({@code step}). Each process leaves an archive of what it loaded.
 */
record Training(Archives archives, Path certificatesFolder, Path log) {
    private static final String STEP = """
            {"destinationTrackId": "leadership", "enrollmentMethod": "automatic",
             "audience": {"role": ["engineer", "designer"]},
             "confirmationMessage": "Well done, {{user}}! {{current_track}} is behind you and {{track}} begins."}""";
    private static final String REACHED = """
            {"trackId": "day-1", "stepId": "training", "participantId": "%s", "instance": 1}""";
    /** The second takes other ways, by what is kept of the first. */
    private static final List<String> PEOPLE = List.of("ada", "linus");

    private static final InstantSource CLOCK = InstantSource.system();

    void run() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        try (Resources open = new Resources()) {
            Threads threads = open.add(new Threads());
            LocalServer gateway = open.add(new LocalServer(0, threads.workers()));
            Database database = open.add(Database.start(null, 0));
            try (DynamoDbClient client = database.client()) {
                TableDefinition.create(client, FunctionEnvironment.TABLE);
            }
            Certificates certificates =
                    Certificates.make(certificatesFolder, archives.folder().resolve("runtime"));
            TlsFront aws = open.add(TlsFront.start(certificates, database.uri()));
            FunctionEnvironment environment = environment(aws.uri(), gateway.uri(), certificates);
            Trainee api = open.add(start(FunctionName.API, environment));
            // Only routes of the API are called, none of the local cloud's own.
            gateway.serve(new Gateway(api::call, null, null, CLOCK)::handle);
            configure(gateway.uri());
            api.end();
            Trainee step = open.add(start(FunctionName.STEP, environment));
            for (String person : PEOPLE) {
                Answer answer = step.call(REACHED.formatted(person).getBytes(StandardCharsets.UTF_8));
                check(!answer.isError() && answer.text().contains("\"enrolled\""), answer.text());
            }
            step.end();
        }
        check(Files.exists(archives.archive(FunctionName.API)), "no archive of api");
        check(Files.exists(archives.archive(FunctionName.STEP)), "no archive of step");
    }

    private FunctionEnvironment environment(URI aws, URI gateway, Certificates certificates) {
        Instant now = CLOCK.instant();
        VirtualClock clock = new VirtualClock(now, now, BigDecimal.ONE, CLOCK);
        // Counted in production, so counted here.
        Map<String, String> extra = new HashMap<>(certificates.environment());
        extra.put("TRACKS_METRICS_NAMESPACE", "Tracks/training");
        return new FunctionEnvironment(aws, gateway, archives.folder(), clock, extra);
    }

    private Trainee start(FunctionName name, FunctionEnvironment environment) throws IOException {
        return new Trainee(name, archives.trainingCommand(name), archives.folder(), environment.of(name), log);
    }

    private void configure(URI gateway) throws IOException, InterruptedException {
        new DemoData(gateway).load();
        send(gateway, "PUT", "/v1/tracks/day-1/steps/training", STEP);
        for (String person : PEOPLE) {
            send(gateway, "POST", "/v1/tracks/day-1/enrollments", "{\"participantId\": \"%s\"}".formatted(person));
        }
        send(gateway, "GET", "/v1/tracks", "");
        send(gateway, "GET", "/", "");
    }

    private void send(URI gateway, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer local-root-admin")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        check(answer.statusCode() / 100 == 2, method + " " + path + " answered " + answer.body());
    }

    private void check(boolean holds, String problem) throws IOException {
        if (!holds) {
            throw new IOException("The training failed: " + problem + "; see " + log);
        }
    }
}
