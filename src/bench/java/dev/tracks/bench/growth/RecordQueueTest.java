package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordQueueTest {
    private final RecordQueue queue = new RecordQueue(2, 2, 10);

    @Test
    void recordsAreReceivedInTheOrderInWhichTheyWereSent() {
        queue.send(3);
        queue.send(1);

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.receive()).isEqualTo(3);
        assertThat(queue.receive()).isEqualTo(1);
        assertThat(queue.hasVisible()).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aFailedRecordIsInvisibleForTheVisibilityTimeOut() {
        queue.send(7);
        queue.fail(queue.receive());

        assertThat(queue.size()).isEqualTo(1);
        tick(2 * Bucket.TICKS - 1);
        assertThat(queue.hasVisible()).isFalse();
        tick(1);
        assertThat(queue.receive()).isEqualTo(7);
        assertThat(queue.receives(7)).isEqualTo(2);
    }

    @Test
    void afterItsLastReceiveAFailedRecordIsADeadLetter() {
        queue.send(7);
        queue.fail(queue.receive());
        tick(2 * Bucket.TICKS);
        assertThat(queue.deadLetters()).isZero();
        queue.fail(queue.receive());

        assertThat(queue.deadLetters()).isEqualTo(1);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aPostponedRecordWaitsAsLongAsItsConsumerWants() {
        queue.send(7);
        queue.postpone(queue.receive(), 5);
        tick(5 * Bucket.TICKS - 1);
        assertThat(queue.hasVisible()).isFalse();
        tick(1);
        assertThat(queue.hasVisible()).isTrue();
    }

    @Test
    void aRecordThatIsSentAgainHasNotBeenReceivedYet() {
        queue.send(7);
        queue.receive();
        queue.sendAfter(7, 1);
        tick(Bucket.TICKS - 1);
        assertThat(queue.hasVisible()).isFalse();
        tick(1);
        queue.receive();

        assertThat(queue.receives(7)).isEqualTo(1);
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            queue.tick();
        }
    }
}
