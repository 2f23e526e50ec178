package dev.tracks.local.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.h2.mvstore.MVMap;

/**
 * Secrets Manager's GetSecretValue, PutSecretValue and CreateSecret for secret strings. A secret has two versions: the
 * new one (AWSCURRENT) and the one that it replaced (AWSPREVIOUS).
 */
public final class SecretsApi {
    /** The prefix of {@code X-Amz-Target}. */
    public static final String SERVICE = "secretsmanager";

    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";
    private static final String ARN =
            "arn:aws:secretsmanager:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":secret:";

    private final DiskStore disk;
    private final InstantSource clock;
    private final MVMap<String, String> secrets;

    /** @param initial the values by name of secrets that exist from the beginning */
    public SecretsApi(DiskStore disk, InstantSource clock, Map<String, String> initial) {
        this.disk = disk;
        this.clock = clock;
        secrets = disk.map("secrets");
        initial.forEach((name, value) -> secrets.putIfAbsent(
                name, versions(version(UUID.randomUUID().toString(), value)).toString()));
    }

    public synchronized JsonNode call(String operation, Request request) {
        return switch (operation) {
            case "GetSecretValue" -> get(request);
            case "PutSecretValue" -> put(request);
            case "CreateSecret" -> create(request);
            default -> throw AwsError.unknownOperation("Secrets Manager " + operation);
        };
    }

    private JsonNode get(Request request) {
        String name = name(request);
        String stage = request.text("VersionStage").orElse(CURRENT);
        JsonNode version = versions(name).path(stage);
        if (version.isMissingNode()) {
            throw notFound("secret value for staging label: " + stage);
        }
        ObjectNode answer =
                answer(name, version).put("SecretString", version.path("value").asText());
        answer.putArray("VersionStages").add(stage);
        return answer.put("CreatedDate", version.path("createdAt").asLong());
    }

    private JsonNode put(Request request) {
        String name = name(request);
        ObjectNode versions = versions(name);
        JsonNode current = version(request);
        versions.set(PREVIOUS, versions.path(CURRENT));
        versions.set(CURRENT, current);
        store(name, versions);
        ObjectNode answer = answer(name, current);
        answer.putArray("VersionStages").add(CURRENT);
        return answer;
    }

    private JsonNode create(Request request) {
        String name = request.required("Name");
        if (secrets.containsKey(name)) {
            throw new AwsError(
                    400,
                    "ResourceExistsException",
                    "The operation failed because the secret %s already exists.".formatted(name));
        }
        JsonNode current = version(request);
        store(name, versions(current));
        return answer(name, current);
    }

    private void store(String name, JsonNode versions) {
        secrets.put(name, versions.toString());
        disk.commit();
    }

    private static ObjectNode versions(JsonNode current) {
        ObjectNode versions = Json.object();
        versions.set(CURRENT, current);
        return versions;
    }

    private ObjectNode versions(String name) {
        return (ObjectNode) Json.read(secrets.get(name));
    }

    /** The name of an existing secret, from its name or its ARN. */
    private String name(Request request) {
        String id = request.required("SecretId");
        String name = id.startsWith(ARN) && id.endsWith(AwsAccount.SECRET_SUFFIX)
                ? id.substring(ARN.length(), id.length() - AwsAccount.SECRET_SUFFIX.length())
                : id;
        if (!secrets.containsKey(name)) {
            throw notFound("specified secret.");
        }
        return name;
    }

    private ObjectNode version(Request request) {
        String id = request.text("ClientRequestToken")
                .orElseGet(() -> UUID.randomUUID().toString());
        return version(id, request.required("SecretString"));
    }

    private ObjectNode version(String id, String value) {
        return Json.object()
                .put("id", id)
                .put("value", value)
                .put("createdAt", clock.instant().getEpochSecond());
    }

    private static ObjectNode answer(String name, JsonNode version) {
        return Json.object()
                .put("ARN", ARN + name + AwsAccount.SECRET_SUFFIX)
                .put("Name", name)
                .put("VersionId", version.path("id").asText());
    }

    private static AwsError notFound(String what) {
        return new AwsError(400, "ResourceNotFoundException", "Secrets Manager can't find the " + what);
    }
}
