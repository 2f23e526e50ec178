package dev.tracks.lambda.aws;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Template;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsClientsTest {
    /** The SDK's property for the region; Lambda sets an environment variable instead. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("aws.region", "eu-central-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

    private static final String ENDPOINT = "aws.endpointUrl";

    private final AwsClients clients = new AwsClients();
    private HangingServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new HangingServer(operation -> true);
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty(ENDPOINT, server.uri().toString());
    }

    @AfterEach
    void stop() {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
        server.close();
    }

    /** A call of a client. */
    private record Call(String action, String operation, Consumer<AwsClients> send) {}

    private static final List<Call> CALLS = List.of(
            new Call(
                    "sqs:SendMessage",
                    "ChangeMessageVisibility",
                    clients -> clients.sqs()
                            .changeMessageVisibility(request -> request.queueUrl("http://localhost/queue")
                                    .receiptHandle("r1")
                                    .visibilityTimeout(1))),
            new Call(
                    "scheduler:CreateSchedule",
                    "DELETE",
                    clients -> clients.scheduler().deleteSchedule(request -> request.name("s1"))),
            new Call(
                    "events:PutEvents",
                    "PutEvents",
                    clients ->
                            clients.eventBridge().putEvents(request -> request.entries(entry -> entry.detail("{}")))),
            new Call(
                    "secretsmanager:GetSecretValue",
                    "GetSecretValue",
                    clients -> clients.secretsManager().getSecretValue(request -> request.secretId("join"))));

    /** The calls run concurrently, because each waits until its first attempt times out. */
    @Test
    void callsWhoseFirstAttemptHasNoResponseSucceedInTime() {
        Map<String, CompletableFuture<Duration>> durations = CALLS.stream()
                .collect(toMap(
                        Call::action,
                        call -> CompletableFuture.supplyAsync(
                                () -> Timed.of(() -> call.send().accept(clients)), work -> new Thread(work).start())));

        durations.forEach((action, took) -> assertThat(took.join())
                .as(action)
                .isLessThan(Template.read().shortestTimeout(action).dividedBy(2)));
        assertThat(server.received())
                .containsExactlyInAnyOrderElementsOf(CALLS.stream()
                        .flatMap(call -> Stream.of(call.operation(), call.operation()))
                        .toList());
    }

    @Test
    void aClickThatCannotBeStoredFailsWhileSlackStillWaits() throws IOException {
        change(clients.sqs()); // Loads the classes.
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            System.setProperty(ENDPOINT, "http://127.0.0.1:" + silent.getLocalPort());

            SqsClient quick = clients.quickSqs();

            Duration took =
                    Timed.of(() -> assertThatThrownBy(() -> change(quick)).isInstanceOf(SdkClientException.class));

            assertThat(took).isLessThan(Duration.ofMillis(2_500));
        }
    }

    private static void change(SqsClient client) {
        client.changeMessageVisibility(request ->
                request.queueUrl("http://localhost/queue").receiptHandle("r1").visibilityTimeout(1));
    }

    static Stream<Arguments> limits() {
        AwsClients clients = new AwsClients();
        ENVIRONMENT.forEach(System::setProperty);
        return Stream.of(
                Arguments.of("sqs:SendMessage", clients.sqs()),
                Arguments.of("sqs:ChangeMessageVisibility", clients.sqs()),
                Arguments.of("scheduler:CreateSchedule", clients.scheduler()),
                Arguments.of("events:PutEvents", clients.eventBridge()),
                Arguments.of("secretsmanager:GetSecretValue", clients.secretsManager()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void twoCallsThatTimeOutFitIntoEachFunctionThatMakesThem(String action, AwsClient client) {
        assertFits(client.serviceClientConfiguration().overrideConfiguration(), action);
    }

    /**
     * Three attempts fit into a call, and two calls fit into the shortest time-out of a function that may make them.
     */
    static void assertFits(ClientOverrideConfiguration limits, String action) {
        Duration attempt = limits.apiCallAttemptTimeout().orElseThrow();
        Duration call = limits.apiCallTimeout().orElseThrow();
        assertThat(attempt).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(attempt.multipliedBy(3)).isLessThan(call);
        assertThat(call.multipliedBy(2)).isLessThan(Template.read().shortestTimeout(action));
    }

    @Test
    void anEmailIsSentOnceEvenWithoutAResponse() {
        assertThat(AwsClients.MAIL.multipliedBy(2)).isLessThan(Template.read().shortestTimeout("ses:SendEmail"));

        assertThatThrownBy(() -> clients.ses().sendEmail(request -> request.fromEmailAddress("tracks@example.com")))
                .isInstanceOf(SdkClientException.class);
        assertThat(server.received()).isEqualTo(List.of("POST"));
    }
}
