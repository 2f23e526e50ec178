package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.bench.growth.Workers.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersTest {
    /** Records 0, 1, 2, … that are throttled or not. */
    private static final class Endless implements Work {
        private final List<Integer> done = new ArrayList<>();
        private final List<Integer> givenUp = new ArrayList<>();
        private boolean isThrottled;
        private int attempts;
        private int next;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public int next() {
            return next++;
        }

        @Override
        public boolean attempt(int person) {
            attempts++;
            if (!isThrottled) {
                done.add(person);
            }
            return !isThrottled;
        }

        @Override
        public void giveUp(int person) {
            givenUp.add(person);
        }
    }

    private final Endless work = new Endless();

    @Test
    void twoInstancesWithRecordsOf40MillisecondsProcess50ASecond() {
        Workers workers = new Workers(2, 40, Workers.ATTEMPTS, work);

        tick(workers, 2, 10);
        assertThat(work.done).hasSize(50).doesNotHaveDuplicates();
        tick(workers, 2, 10);
        assertThat(work.done).hasSize(100);
    }

    @Test
    void instancesBeyondTheAllowedOnesReceiveNothing() {
        tick(new Workers(10, 50, Workers.ATTEMPTS, work), 1, 10);

        assertThat(work.done).hasSize(20);
    }

    @Test
    void aThrottledRecordIsRepeatedByItsInstanceAfterPausesThatDouble() {
        work.isThrottled = true;
        Workers workers = new Workers(1, 25, Workers.ATTEMPTS, work);

        // Attempts begin after 0, 50, 125, 250 and 475 ms; the last pause ends after 900 ms.
        tick(workers, 1, 4);
        assertThat(work.attempts).isEqualTo(4);
        assertThat(work.givenUp).isEmpty();
        assertThat(workers.busy()).isEqualTo(1);
        tick(workers, 1, 1);
        assertThat(work.givenUp).containsExactly(0);
        assertThat(workers.busy()).isZero();
        tick(workers, 1, 4);
        assertThat(work.attempts).isEqualTo(5);
        tick(workers, 1, 1);
        assertThat(work.attempts).isGreaterThan(5);
    }

    @Test
    void anInstanceThatIsNoLongerAllowedFinishesItsRecord() {
        work.isThrottled = true;
        Workers workers = new Workers(1, 25, Workers.ATTEMPTS, work);
        tick(workers, 1, 1);
        work.isThrottled = false;
        tick(workers, 0, 10);

        assertThat(work.done).containsExactly(0);
    }

    @Test
    void aQueueStartsWithFiveBatchesAndGetsFiveMoreASecondUntilItsLimit() {
        Pollers pollers = new Pollers(20);

        assertThat(pollers.tick(true)).isEqualTo(5);
        assertThat(after(pollers, 10)).isEqualTo(10);
        assertThat(after(pollers, 20)).isEqualTo(20);
        assertThat(after(pollers, 20)).isEqualTo(20);
        assertThat(pollers.tick(false)).isEqualTo(5);
        assertThat(new Pollers(2).tick(true)).isEqualTo(2);
    }

    private static int after(Pollers pollers, int ticks) {
        int allowed = 0;
        for (int i = 0; i < ticks; i++) {
            allowed = pollers.tick(true);
        }
        return allowed;
    }

    private static void tick(Workers workers, int allowed, int times) {
        for (int i = 0; i < times; i++) {
            workers.tick(allowed);
        }
    }
}
