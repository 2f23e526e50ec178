package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.lambda.NodeFunctions;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.Resources;
import dev.tracks.store.table.IndexNames;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The local cloud with test functions in place of the packaged ones: real processes, real clients. */
class LocalCloudIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PLENTY = 20;

    @TempDir
    static Path folder;

    private static final Resources open = new Resources();

    private static LocalCloud cloud;
    private static LambdaClient lambda;
    private static SqsClient sqs;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start() throws Exception {
        LocalOptions options = LocalOptions.defaults()
                .withZip(NodeFunctions.zip(folder))
                .withEnvironment(Map.of("TRACKS_CONFIG_CACHE", "PT1S"));
        cloud = LocalCloud.start(options, open, failure -> {});
        lambda = client(LambdaClient.builder());
        sqs = client(SqsClient.builder());
        dynamoDb = client(DynamoDbClient.builder());
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, cloud);
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(
            B builder, LocalCloud cloud) {
        return builder.endpointOverride(cloud.aws())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void close() {
        List.of(lambda, sqs, dynamoDb).forEach(client -> client.close());
        eventually(() -> cloud.functionPids(FunctionName.SWEEP).size() == 2);
        List<Long> children = cloud.functionPids(FunctionName.SWEEP);
        open.onClose(LocalCloudIT::assertThatNothingIsServed);
        cloud.close();
        eventually(() -> children.stream().noneMatch(LocalCloudIT::isAlive));
    }

    /** After Ctrl-C, a request would find closed what it needs, and fail with a stack trace. */
    private static void assertThatNothingIsServed() {
        List.of(cloud.gateway().resolve("/local/messages"), cloud.aws())
                .forEach(
                        uri -> assertThatThrownBy(() -> uri.toURL().openStream().close())
                                .isInstanceOf(SocketException.class));
    }

    @Test
    void anInvocationReturnsTheFunctionsResult() {
        assertThat(invoke("step", "{\"env\":\"QUARKUS_LAMBDA_HANDLER\"}")
                        .payload()
                        .asUtf8String())
                .isEqualTo("{\"value\":\"step\"}");
        assertThat(invoke(
                                "arn:aws:lambda:eu-central-1:000000000000:function:batch",
                                "{\"env\":\"TRACKS_CONFIG_CACHE\"}")
                        .payload()
                        .asUtf8String())
                .isEqualTo("{\"value\":\"PT1S\"}");
    }

    @Test
    void anErrorOfTheFunctionIsUnhandledWithItsMessage() {
        InvokeResponse response = invoke("step", "{\"fail\":\"stepId is missing\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("stepId is missing");
    }

    @Test
    void unknownFunctionsAndDryRunsInvokeNothing() {
        assertThatThrownBy(() -> invoke("nothing", "{}")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(lambda.invoke(request -> request.functionName("step").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(lambda.listFunctions().functions()).hasSize(FunctionName.values().length);
    }

    @Test
    void anUnknownAliasIsNotFoundAndTheLatestVersionIsInvoked() {
        assertThatThrownBy(() ->
                        lambda.invoke(request -> request.functionName("step").qualifier("live")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Cannot find alias arn");
        assertThat(lambda.invoke(request -> request.functionName("step")
                                .qualifier("$LATEST")
                                .payload(SdkBytes.fromUtf8String("{\"env\":\"QUARKUS_LAMBDA_HANDLER\"}")))
                        .executedVersion())
                .isEqualTo("$LATEST");
    }

    @Test
    void aTailReturnsTheLogOfTheInvocation() {
        String tail = lambda.invoke(request -> request.functionName("step")
                        .logType(LogType.TAIL)
                        .payload(SdkBytes.fromUtf8String("{\"log\":\"from the function\",\"env\":\"TRACKS_TABLE\"}")))
                .logResult();

        assertThat(new String(Base64.getDecoder().decode(tail), StandardCharsets.UTF_8))
                .contains("from the function\n");
    }

    @Test
    void anAsynchronousInvocationRunsLater() {
        lambda.invoke(request -> request.functionName("sweep")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"tick\":\"by hand\"}")));

        eventually(() -> inbox().contains("by hand"));
    }

    @Test
    void twoInvocationsRunConcurrentlyInTwoProcesses() {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> answer("{\"announce\":\"first is here\",\"until\":\"second is here\"}"));
        String second = answer("{\"announce\":\"second is here\",\"until\":\"first is here\"}");

        assertThat(first.join()).isNotEqualTo(second).startsWith("{\"pid\":");
    }

    private static String answer(String event) {
        return invoke("sweep", event).payload().asUtf8String();
    }

    @Test
    void aKilledFunctionFailsItsInvocationAndRestarts() {
        CompletableFuture<InvokeResponse> inHand = CompletableFuture.supplyAsync(
                () -> invoke("deliver", "{\"announce\":\"in progress\",\"sleep\":20000}"));
        eventually(() -> inbox().contains("in progress"));
        List<Long> before = cloud.functionPids(FunctionName.DELIVER);

        before.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

        assertThat(inHand.join().functionError()).isEqualTo("Unhandled");
        assertThat(inHand.join().payload().asUtf8String()).contains("Runtime.ExitError");
        eventually(() -> cloud.functionPids(FunctionName.DELIVER).size() == 2
                && cloud.functionPids(FunctionName.DELIVER).stream().noneMatch(before::contains));
        assertThat(invoke("deliver", "{\"env\":\"TRACKS_TABLE\"}").payload().asUtf8String())
                .isEqualTo("{\"value\":\"tracks\"}");
    }

    @Test
    void theGatewayAnswersThroughTheApiFunction() throws Exception {
        assertThat(get(cloud.gateway().resolve("/v1/tracks"))).isEqualTo("GET /v1/tracks");
    }

    @Test
    void queuesInvokeTheirFunctionsAndPoisonMessagesEndInTheDeadLetterQueue() {
        String queue = url("tracks-reached");
        List<SendMessageBatchRequestEntry> entries = List.of(
                SendMessageBatchRequestEntry.builder()
                        .id("a")
                        .messageBody("poison")
                        .build(),
                SendMessageBatchRequestEntry.builder()
                        .id("b")
                        .messageBody("neighbour")
                        .build());

        assertThat(sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries))
                        .successful())
                .hasSize(2);

        eventually(() -> inbox().contains("neighbour"));
        Message dead = receive(url("tracks-reached-dlq"));
        assertThat(dead.body()).isEqualTo("poison");
    }

    @Test
    void aDeadLetterQueueIsRedrivenToTheQueueThatItsMessagesCameFrom() {
        String deadLetters = url("tracks-messages-dlq");
        String arn = attribute(deadLetters, QueueAttributeName.QUEUE_ARN);
        sqs.sendMessage(request -> request.queueUrl(deadLetters).messageBody("redriven"));

        assertThat(sqs.startMessageMoveTask(request -> request.sourceArn(arn)).taskHandle())
                .isNotEmpty();

        eventually(() -> inbox().contains("redriven"));
        assertThat(attribute(deadLetters, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo("0");
        assertThat(sqs.listMessageMoveTasks(request -> request.sourceArn(arn)).results())
                .singleElement()
                .returns("COMPLETED", task -> task.status())
                .returns(1L, task -> task.approximateNumberOfMessagesMoved());
    }

    @Test
    void onlyTheDeadLetterQueueOfAQueueCanBeRedriven() {
        String noSource = attribute(url("tracks-step-dlq"), QueueAttributeName.QUEUE_ARN);

        assertThatThrownBy(() -> sqs.startMessageMoveTask(request -> request.sourceArn(noSource)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("must be configured as a Dead Letter Queue");
        assertThatThrownBy(() -> sqs.startMessageMoveTask(request -> request.sourceArn(noSource + "-2")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("SourceArn parameter doesn't exist");
    }

    @Test
    void aPendingItemReachesRelayThroughTheStream() {
        put("USER#pending-one", true);
        put("USER#quiet-one", false);
        put("USER#pending-two", true);

        eventually(() -> inbox().contains("USER#pending-two"));
        assertThat(inbox()).contains("USER#pending-one").doesNotContain("USER#quiet-one");
    }

    @Test
    void theSdkSendsReceivesAndDeletesMessages() {
        String queue = url("tracks-stream-dlq");
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageBody("größe")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("x")
                                .build())));

        Message message = receive(queue);

        assertThat(message.body()).isEqualTo("größe");
        assertThat(message.messageAttributes().get("kind").stringValue()).isEqualTo("x");
        sqs.changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(60));
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        assertThat(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("0");
    }

    @Test
    void invalidRequestsGetTheErrorsOfAws() {
        assertThatThrownBy(() -> url("no-such-queue")).isInstanceOf(QueueDoesNotExistException.class);
        String queue = url("tracks-stream-dlq");
        SendMessageBatchRequestEntry entry = SendMessageBatchRequestEntry.builder()
                .id("a")
                .messageBody("twice")
                .build();
        assertThatThrownBy(() ->
                        sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entry, entry)))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        assertThatThrownBy(() -> sqs.createQueue(request -> request.queueName("new")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("CreateQueue");
    }

    @Test
    void aPortInUseIsNamedInTheError() {
        LocalOptions taken = LocalOptions.defaults().withPorts(cloud.gateway().getPort(), 0);

        assertThatThrownBy(() -> LocalCloud.start(taken))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContaining("port " + cloud.gateway().getPort() + " is in use");
    }

    @Test
    void anIncompleteDataFolderIsReportedAndLeftUnchanged(@TempDir Path half) throws Exception {
        Files.createFile(Files.createDirectories(half.resolve("database")).resolve("CURRENT"));

        assertThatThrownBy(() -> LocalCloud.start(LocalOptions.defaults().withData(half)))
                .isInstanceOf(LocalCloudException.class)
                .hasMessageContainingAll(half.toString(), "cloud.mv is missing");
        assertThat(half.resolve("cloud.mv")).doesNotExist();
    }

    @Test
    void aDataFolderOfAnEarlierVersionOpensAndItsFunctionsReadItsIndexes(@TempDir Path earlier) throws Exception {
        try (Database database = Database.start(earlier.resolve("database"), 0);
                DynamoDbClient client = database.client()) {
            TableDefinition.create(client, "tracks", IndexNames.EARLIER);
        }
        try (DiskStore disk = DiskStore.open(earlier)) {
            DataFolder.of(earlier, disk).complete();
        }
        LocalOptions options = LocalOptions.defaults()
                .withZip(NodeFunctions.zip(Files.createDirectory(earlier.resolve("zip"))))
                .withData(earlier);

        try (LocalCloud opened = LocalCloud.start(options);
                LambdaClient functions = client(LambdaClient.builder(), opened)) {
            assertThat(List.of("TRACKS_LISTS_INDEX", "TRACKS_DUE_INDEX"))
                    .extracting(variable -> functions
                            .invoke(request -> request.functionName("sweep")
                                    .payload(SdkBytes.fromUtf8String("{\"env\":\"" + variable + "\"}")))
                            .payload()
                            .asUtf8String())
                    .containsExactly("{\"value\":\"GSI1\"}", "{\"value\":\"GSI2\"}");
        }
    }

    private static InvokeResponse invoke(String function, String event) {
        return lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(event)));
    }

    private static String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static String attribute(String queue, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes()
                .get(name);
    }

    private static Message receive(String queue) {
        return sqs.receiveMessage(request ->
                        request.queueUrl(queue).waitTimeSeconds(PLENTY).messageAttributeNames("All"))
                .messages()
                .get(0);
    }

    private static void put(String key, boolean pending) {
        Map<String, AttributeValue> item =
                new HashMap<>(Map.of("PK", AttributeValue.fromS(key), "SK", AttributeValue.fromS("USER")));
        if (pending) {
            item.put("pending", AttributeValue.fromS("1"));
        }
        dynamoDb.putItem(request -> request.tableName("tracks").item(item));
    }

    private static String inbox() {
        try {
            return get(cloud.gateway().resolve("/local/messages"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer local-root-admin")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void eventually(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
