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
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients. Each is made when it is first injected: {@code step} makes DynamoDB's only. Region, credentials and endpoint
 * come from the environment ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL}, ...).
 */
final class AwsClients {
    /** How long one attempt may wait for an answer; the SDK then tries again. */
    static final Duration ATTEMPT = Duration.ofSeconds(3);

    /** How long all attempts of a call may take: three without an answer, and far less than any function may run. */
    static final Duration CALL = Duration.ofSeconds(10);

    /** SES is called once. Less than half of a message's claim: a later answer counts as none. */
    static final Duration MAIL = Duration.ofSeconds(10);

    /**
     * The extension's client, as its builder is configured by {@code quarkus.dynamodb.*}, but with our connections. (A producer
     * that takes the builder is the extension's way to customize its client.)
     */
    @Produces
    @Singleton
    DynamoDbClient dynamoDb(DynamoDbClientBuilder builder) {
        Duration attempt =
                builder.overrideConfiguration().apiCallAttemptTimeout().orElse(ATTEMPT);
        // The SDK refuses a client beside a builder of one, which the extension has set.
        return builder.httpClientBuilder(null)
                .httpClient(AwsHttp.client(attempt))
                .build();
    }

    @Produces
    @Singleton
    SqsClient sqs() {
        return built(SqsClient.builder());
    }

    @Produces
    @Singleton
    SchedulerClient scheduler() {
        return built(SchedulerClient.builder());
    }

    @Produces
    @Singleton
    EventBridgeClient eventBridge() {
        return built(EventBridgeClient.builder());
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(B builder) {
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
