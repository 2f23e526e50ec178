package dev.tracks.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageQueueTest {
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private DiskStore disk;
    private MessageQueue deadLetters;
    private MessageQueue queue;

    @BeforeEach
    void open() {
        disk = DiskStore.open(folder);
        deadLetters = new MessageQueue("dead", disk, clock, Optional.empty());
        queue = new MessageQueue("main", disk, clock, Optional.of(new MessageQueue.Redrive(deadLetters, 2)));
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void messagesAreReceivedInTheOrderOfSending() throws Exception {
        List.of("a", "b", "c").forEach(queue::send);

        assertThat(bodies(receive(2))).containsExactly("a", "b");
        assertThat(bodies(receive(2))).containsExactly("c");
    }

    @Test
    void availableMessagesMoveToAnotherQueueInWhichTheyAreNew() throws Exception {
        List.of("a", "b", "c").forEach(deadLetters::send);
        deadLetters.receive(1, VISIBILITY, Duration.ZERO);

        assertThat(deadLetters.moveTo(queue)).isEqualTo(2);

        assertThat(deadLetters.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 1));
        assertThat(receive(10))
                .extracting(received ->
                        received.message().body() + received.message().receives())
                .containsExactly("b1", "c1");
    }

    @Test
    void aReceivedMessageIsRedeliveredAfterItsVisibilityTimeout() throws Exception {
        queue.send("a");
        receive(10);

        clock.pass(VISIBILITY.minusMillis(1));
        assertThat(receive(10)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(receive(10))
                .singleElement()
                .satisfies(again -> assertThat(again.message().receives()).isEqualTo(2));
    }

    @Test
    void aDeletedMessageIsNeverRedelivered() throws Exception {
        queue.send("a");
        assertThat(queue.delete(receive(10).get(0).handle())).isTrue();

        clock.pass(VISIBILITY.multipliedBy(2));
        assertThat(receive(10)).isEmpty();
    }

    @Test
    void aStaleReceiptHandleDeletesNothing() throws Exception {
        queue.send("a");
        String stale = receive(10).get(0).handle();
        clock.pass(VISIBILITY);
        receive(10);

        assertThat(queue.delete(stale)).isTrue();
        assertThat(queue.changeVisibility(stale, Duration.ZERO)).isFalse();
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 0, 1));
        assertThat(queue.delete("nonsense")).isFalse();
    }

    @Test
    void visibilityCanBeShortenedAndExtended() throws Exception {
        queue.send("a");
        String handle = receive(10).get(0).handle();

        assertThat(queue.changeVisibility(handle, VISIBILITY.multipliedBy(2))).isTrue();
        clock.pass(VISIBILITY);
        assertThat(receive(10)).isEmpty();
        queue.changeVisibility(handle, Duration.ZERO);
        assertThat(receive(10)).hasSize(1);
    }

    @Test
    void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() throws Exception {
        queue.send("poison");
        for (int i = 0; i < 2; i++) {
            assertThat(receive(10)).hasSize(1);
            clock.pass(VISIBILITY);
        }

        assertThat(receive(10)).isEmpty();
        assertThat(bodies(deadLetters.receive(10, VISIBILITY, Duration.ZERO))).containsExactly("poison");
    }

    @Test
    void aDelayedMessageIsNotReceivedEarly() throws Exception {
        queue.put("later", Json.object(), Duration.ofSeconds(5));

        assertThat(receive(10)).isEmpty();
        assertThat(queue.counts()).isEqualTo(new MessageQueue.Counts(0, 1, 0));
        clock.pass(Duration.ofSeconds(5));
        assertThat(bodies(receive(10))).containsExactly("later");
    }

    @Test
    void aWaitingReceiveEndsWithTheFirstMessage() throws Exception {
        CompletableFuture<List<MessageQueue.Received>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.receive(1, VISIBILITY, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        queue.send("a");

        assertThat(bodies(waiting.get(10, TimeUnit.SECONDS))).containsExactly("a");
    }

    /** A copy of the file at that moment is what a kill would leave. */
    @Test
    void sentMessagesSurviveAKillAndInFlightOnesAreAvailableAgain() throws Exception {
        List.of("deleted", "in flight", "waiting").forEach(queue::send);
        queue.delete(receive(1).get(0).handle());
        disk.commit();
        receive(1);

        try (DiskStore survivor = DiskStore.open(killed())) {
            MessageQueue restarted = new MessageQueue("main", survivor, clock, Optional.empty());
            assertThat(bodies(restarted.receive(10, VISIBILITY, Duration.ZERO)))
                    .containsExactly("in flight", "waiting");
            restarted.send("new");
            assertThat(bodies(restarted.receive(10, VISIBILITY, Duration.ZERO))).containsExactly("new");
        }
    }

    private Path killed() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("killed"));
        Files.copy(folder.resolve("cloud.mv"), copy.resolve("cloud.mv"));
        return copy;
    }

    private List<MessageQueue.Received> receive(int max) throws InterruptedException {
        return queue.receive(max, VISIBILITY, Duration.ZERO);
    }

    private static List<String> bodies(List<MessageQueue.Received> received) {
        return received.stream().map(r -> r.message().body()).toList();
    }
}
