package dev.tracks.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment that all functions share: Lambda's and the template's variables, and the address of AWS.
 *
 * @param aws the AWS endpoint
 * @param logs the folder of the functions' logs
 * @param trust variables that make functions trust the endpoint's certificate, if it has one
 */
record BenchmarkEnvironment(URI aws, String table, Path logs, Map<String, String> trust) {
    /** The template's default. */
    static final int MEMORY_MEGABYTES = 512;

    static final String REGION = "eu-central-1";

    /** Without TLS. */
    BenchmarkEnvironment(URI aws, String table, Path logs) {
        this(aws, table, logs, Map.of());
    }

    Map<String, String> of(Candidate candidate, String handler) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
        all.put("LANG", "en_US.UTF-8");
        all.put("TZ", ":UTC");
        all.put("AWS_REGION", REGION);
        all.put("AWS_DEFAULT_REGION", REGION);
        all.put("AWS_ACCESS_KEY_ID", "local");
        all.put("AWS_SECRET_ACCESS_KEY", "local");
        all.put("AWS_ENDPOINT_URL", aws.toString());
        all.put("AWS_LAMBDA_FUNCTION_NAME", handler);
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(MEMORY_MEGABYTES));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + handler);
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
        all.put("LAMBDA_TASK_ROOT", candidate.folder().toString());
        all.put("DISABLE_SIGNAL_HANDLERS", "true");
        all.put("QUARKUS_LAMBDA_HANDLER", handler);
        all.put("TRACKS_TABLE", table);
        all.put("TRACKS_JOIN_SECRET", "bench");
        all.put("TRACKS_PUBLIC_URL", "http://localhost");
        all.put("TRACKS_DELIVERY_HOURS", "00:00-24:00");
        all.put("TRACKS_METRICS_NAMESPACE", "Tracks/bench");
        all.putAll(trust);
        all.putAll(candidate.environment());
        return all;
    }

    Path log(String name) {
        return logs.resolve(name.replaceAll("[^A-Za-z0-9.]+", "-") + ".log");
    }
}
