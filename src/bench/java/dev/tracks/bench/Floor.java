package dev.tracks.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.MeteredAws;
import dev.tracks.local.MeteredAws.RecordedRequest;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.lambda.FunctionProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The minimum time of a start: {@code curl} connects once and sends the two requests of an enrollment, signed, without
 * any decision.
 *
 * @param person the person in the recorded requests
 */
record Floor(RecordedRequest read, RecordedRequest write, String person) {
    static final String NAME = "floor: curl";
    private static final String CURL = "curl";
    private static final String TOKEN = "ClientRequestToken";
    private static final List<String> OPERATIONS = List.of("BatchGetItem", "TransactWriteItems");

    /** The status, and the number of connections that the request opened. */
    private static final List<String> EXPECTED = List.of("200 1", "200 0");

    /**
     * Takes the requests that a function sends for its first event, without those that read the configuration.
     *
     * @return empty, with a printed message, if this machine has no curl
     * @throws IllegalStateException if the function sends other requests of these kinds, or one of them twice
     */
    static Optional<Floor> of(Candidate function, Database database, BenchmarkData data, Path logs) {
        if (!isInstalled()) {
            System.out.println("curl is missing: the floor keeps its last figures");
            return Optional.empty();
        }
        String event = data.freshEvent();
        try (MeteredAws aws = new MeteredAws(database);
                FunctionProcess process =
                        function.start(new BenchmarkEnvironment(aws.uri(), Benchmarks.TABLE, logs), event)) {
            EnrollmentCheck.check(function, process.first());
            return Optional.of(of(aws.takeRequests(), person(event)));
        }
    }

    static boolean isInstalled() {
        try {
            Programs.run(Path.of("."), CURL, "--version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static Floor of(List<RecordedRequest> requests, String person) {
        List<RecordedRequest> both = requests.stream()
                .filter(recorded -> OPERATIONS.contains(recorded.operation()))
                .toList();
        List<String> operations = both.stream().map(RecordedRequest::operation).toList();
        if (!operations.equals(OPERATIONS)) {
            throw new IllegalStateException("an enrollment takes " + operations + " instead of " + OPERATIONS);
        }
        return new Floor(both.get(0), both.get(1), person);
    }

    /**
     * Sends the requests for a person who is not enrolled yet.
     *
     * @param event that a function would receive
     * @return the time from the start of the process to the second response
     * @throws IllegalStateException if a request was refused, or opened a second connection
     */
    Duration start(BenchmarkEnvironment environment, String event) {
        ProcessBuilder builder = new ProcessBuilder(command(environment, person(event)));
        builder.environment().clear();
        builder.environment().putAll(environment.trust());
        long startedAt = System.nanoTime();
        try {
            Process process = builder.start();
            BufferedReader lines = process.errorReader();
            List<String> printed = Arrays.asList(lines.readLine(), lines.readLine());
            Duration time = Duration.ofNanos(System.nanoTime() - startedAt);
            process.onExit().join();
            if (!printed.equals(EXPECTED)) {
                throw new IllegalStateException("curl's requests came to " + printed + " instead of " + EXPECTED);
            }
            return time;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(BenchmarkEnvironment environment, String person) {
        List<String> command = new ArrayList<>(List.of(CURL, "-q"));
        command.addAll(transfer(environment, read, person));
        command.add("--next");
        command.addAll(transfer(environment, write, person));
        return command;
    }

    private List<String> transfer(BenchmarkEnvironment environment, RecordedRequest recorded, String whom) {
        return List.of(
                "--silent",
                "--show-error",
                "--output",
                "/dev/null",
                // Standard error is not buffered.
                "--write-out",
                "%{stderr}%{http_code} %{num_connects}\n",
                "--user",
                "local:local",
                "--aws-sigv4",
                "aws:amz:" + BenchmarkEnvironment.REGION + ":dynamodb",
                "--header",
                "Content-Type: application/x-amz-json-1.0",
                "--header",
                "X-Amz-Target: DynamoDB_20120810." + recorded.operation(),
                "--data-binary",
                body(recorded, whom),
                "--max-time",
                "60",
                environment.aws().resolve("/").toString());
    }

    /** A client token of another request would be refused. */
    private String body(RecordedRequest recorded, String whom) {
        ObjectNode request = recorded.request().deepCopy();
        if (request.has(TOKEN)) {
            request.put(TOKEN, UUID.randomUUID().toString());
        }
        return request.toString().replace(person, whom);
    }

    private static String person(String event) {
        try {
            JsonNode json = new ObjectMapper().readTree(event);
            return json.required("participantId").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
