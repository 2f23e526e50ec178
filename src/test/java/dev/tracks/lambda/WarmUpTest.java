package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.store.table.Table;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private final Table table = mock(Table.class);

    @Test
    void aTableThatHangsDelaysTheStartForALimitedTime() {
        CountDownLatch never = new CountDownLatch(1);
        when(table.get(any())).thenAnswer(call -> {
            never.await();
            return Optional.empty();
        });

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> WarmUp.connect(table, Duration.ofMillis(50)));
        never.countDown();
    }

    @Test
    void theStartWaitsForATableThatAnswers() {
        AtomicBoolean answered = new AtomicBoolean();
        when(table.get(any())).thenAnswer(call -> {
            answered.set(true);
            return Optional.empty();
        });

        WarmUp.connect(table, Duration.ofMinutes(1));

        assertThat(answered).isTrue();
    }

    @Test
    void aTableThatFailsDoesNotStopTheStart() {
        when(table.get(any())).thenThrow(new IllegalStateException("no table"));

        WarmUp.connect(table, Duration.ofMinutes(1));
    }
}
