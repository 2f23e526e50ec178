package dev.tracks.lambda.config;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * A secret in AWS Secrets Manager. Each call is one GetSecretValue.
 *
 * @param id the secret's ARN or name
 */
record SecretsManagerSource(SecretsManagerClient client, String id) implements StoredSecret.Source {
    @Override
    public String current() {
        return value("AWSCURRENT");
    }

    @Override
    public Optional<String> previous() {
        try {
            return Optional.of(value("AWSPREVIOUS"));
        } catch (ResourceNotFoundException neverRotated) {
            return Optional.empty();
        }
    }

    private String value(String stage) {
        String value = client.getSecretValue(GetSecretValueRequest.builder()
                        .secretId(id)
                        .versionStage(stage)
                        .build())
                .secretString();
        if (value == null) {
            throw new IllegalStateException("it is binary, and must be a string");
        }
        return value;
    }
}
