package dev.tracks.usecase.people;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Participants.Current;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import dev.tracks.usecase.people.RegisterParticipants.NotProcessedException;
import dev.tracks.usecase.people.RegisterParticipants.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many people are saved independently of each other, until the time is over. */
class RegisterParticipantsTest {
    private final Participants participants = mock(Participants.class);
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final RegisterParticipants registerParticipants = new RegisterParticipants(
            new RegisterParticipant(participants, new OptimisticRetry(round -> {}), () -> NOW), time::get);

    @BeforeEach
    void nobodyExists() {
        when(participants.current(any())).thenReturn(Current.NONE);
        when(participants.owners(any())).thenReturn(Map.of());
        when(participants.save(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    private static Supplier<Registration> person(String id) {
        return () -> new Registration(Fixtures.person(id).build(), Optional.empty());
    }

    @Test
    void outcomesAreInTheOrderOfThePeople() {
        List<Supplier<Registration>> people = IntStream.range(0, 100)
                .mapToObj(i -> i % 3 == 0 ? failing("person " + i) : person("p" + i))
                .toList();

        List<Outcome> outcomes = registerParticipants.save(people, "root");

        assertThat(outcomes).hasSize(100);
        for (int i = 0; i < 100; i++) {
            if (i % 3 == 0) {
                assertThat(outcomes.get(i).refusal().orElseThrow()).hasMessage("person " + i);
            } else {
                assertThat(outcomes.get(i).effect()).contains(Saved.Effect.CREATED);
            }
        }
    }

    private static Supplier<Registration> failing(String message) {
        return () -> {
            throw new IllegalStateException(message);
        };
    }

    @Test
    void aFailureOfTheTableConcernsOnePersonOnly() {
        when(participants.current("ada")).thenThrow(new IllegalStateException("the table throttles"));

        List<Outcome> outcomes = registerParticipants.save(List.of(person("ada"), person("linus")), "root");

        assertThat(outcomes.get(0).refusal()).containsInstanceOf(IllegalStateException.class);
        assertThat(outcomes.get(1).effect()).contains(Saved.Effect.CREATED);
    }

    @Test
    void nobodyIsBegunAfterTheTimeIsOverAndWhatWasBegunIsCompleted() {
        List<Supplier<Registration>> slow = IntStream.range(0, 20)
                .<Supplier<Registration>>mapToObj(i -> () -> {
                    time.set(NOW.plus(RegisterParticipants.TIME).plusMillis(1));
                    return person("p" + i).get();
                })
                .toList();

        List<Outcome> outcomes = registerParticipants.save(slow, "root");

        List<Outcome> completed = outcomes.stream()
                .filter(outcome -> outcome.effect().isPresent())
                .toList();
        assertThat(completed).as("at most one in each lane").hasSizeBetween(1, 5);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.effect().isEmpty())
                .allSatisfy(outcome -> assertThat(outcome.refusal()).containsInstanceOf(NotProcessedException.class));
        verify(participants, never()).current("p19");
    }
}
