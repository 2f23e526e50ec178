package dev.tracks.lambda.aws;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Produces the AWS clients. Each is created when it is first injected, so {@code step} creates only the DynamoDB
 * client. Region, credentials and endpoint come from the environment ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL},
 * ...).
 */
final class AwsClients {
    /** Time-out of one attempt; the SDK then retries. */
    static final Duration ATTEMPT = Duration.ofSeconds(3);

    /** Time-out of a call with all its attempts: enough for three, and far below every function's time-out. */
    static final Duration CALL = Duration.ofSeconds(10);

    /** Time-out of one attempt of a {@link Quick} client, which makes two: a call takes less than two seconds. */
    static final Duration QUICK_ATTEMPT = Duration.ofMillis(800);

    private static final Duration QUICK_CONNECT = Duration.ofMillis(500);

    /** Time-out of the only attempt to call SES: less than half the lifetime of a message's claim. */
    static final Duration MAIL = Duration.ofSeconds(10);

    /**
     * The extension's client, configured by {@code quarkus.dynamodb.*}, but with our HTTP client. (To customize the
     * client, the extension expects a producer that takes the builder.)
     */
    @Produces
    @Singleton
    DynamoDbClient dynamoDb(DynamoDbClientBuilder builder) {
        Duration attempt =
                builder.overrideConfiguration().apiCallAttemptTimeout().orElse(ATTEMPT);
        // The extension has set an HTTP client builder, and the SDK accepts either a builder or a client.
        return builder.httpClientBuilder(null)
                .httpClient(AwsHttp.client(attempt))
                .build();
    }

    @Produces
    @Singleton
    SqsClient sqs() {
        return build(SqsClient.builder());
    }

    /** Used only for the clicks queue. Its time-outs bound each attempt, so that Slack gets its response in time. */
    @Produces
    @Singleton
    @Quick
    SqsClient quickSqs() {
        return SqsClient.builder()
                .httpClient(AwsHttp.client(QUICK_CONNECT, QUICK_ATTEMPT))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(QUICK_ATTEMPT)
                        .apiCallTimeout(QUICK_ATTEMPT.multipliedBy(2))
                        .addExecutionInterceptor(new UnstreamedBody()))
                .build();
    }

    @Produces
    @Singleton
    SchedulerClient scheduler() {
        return build(SchedulerClient.builder());
    }

    @Produces
    @Singleton
    EventBridgeClient eventBridge() {
        return build(EventBridgeClient.builder());
    }

    @Produces
    @Singleton
    SecretsManagerClient secretsManager() {
        return build(SecretsManagerClient.builder());
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(B builder) {
        return builder.httpClient(AwsHttp.client(ATTEMPT))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .addExecutionInterceptor(new UnstreamedBody())
                        .build())
                .build();
    }

    /** Sends each request once: SES has no idempotency key (docs/decisions, 0014). */
    @Produces
    @Singleton
    SesV2Client ses() {
        return SesV2Client.builder()
                .httpClient(AwsHttp.client(MAIL))
                .overrideConfiguration(override ->
                        override.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(MAIL))
                .build();
    }
}
