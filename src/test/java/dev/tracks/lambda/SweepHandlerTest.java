package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.usecase.sweep.Sweep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweepHandlerTest {
    private final Sweep sweep = mock(Sweep.class);
    private final List<Object> seen = new ArrayList<>();

    @BeforeEach
    void recordArguments() {
        when(sweep.sweep(anyInt(), any())).thenAnswer(call -> {
            seen.add(call.getArgument(0));
            seen.add(call.<BooleanSupplier>getArgument(1).getAsBoolean());
            return new Sweep.Counts(
                    1,
                    2,
                    3,
                    new Sweep.HeldMessages(4, 8, Optional.empty()),
                    5,
                    new Sweep.Upkeep(6, 7, 9),
                    new Sweep.Failures(1, List.of("USER#x/RUN#y: is unreadable")));
        });
    }

    private String tick(Instant now, int millisLeft) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new SweepHandler(sweep, InstantSource.fixed(now), InMemoryApplication.UNCOUNTED)
                .handleRequest(new ByteArrayInputStream(new byte[0]), output, new TestContext(millisLeft));
        return output.toString();
    }

    @Test
    void countsAreAnsweredForEveryEvent() throws IOException {
        assertThat(tick(Instant.EPOCH, 60_000))
                .isEqualTo(
                        "{\"published\":1,\"moved\":2,\"reminded\":3,\"opened\":4,\"waiting\":8,\"expired\":5,\"erased\":6,\"cleaned\":7,\"resumed\":9,\"failed\":1}");
    }

    @Test
    void eachSweepStartsWithAnotherShard() throws IOException {
        tick(Instant.EPOCH, 60_000);
        tick(Instant.EPOCH.plusSeconds(60), 60_000);

        assertThat(seen).containsExactly(0, true, 1, true);
    }

    @Test
    void aSweepStopsBeforeTheFunctionTimesOut() throws IOException {
        tick(Instant.EPOCH, 10_000);

        assertThat(seen).containsExactly(0, false);
    }
}
