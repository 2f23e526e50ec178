package dev.tracks.usecase.people;

import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** An admin (or a directory sync) creates or replaces many participants: each as {@link RegisterParticipant} does. */
@Singleton
public final class RegisterParticipants {
    /** How many people are saved at the same time: the JDK keeps so many connections to a host open. */
    private static final int LANES = 5;

    /**
     * Nobody is begun after this time. What was begun ends within the SDK's time-outs, and so before those of the
     * function (29 seconds) and of API Gateway (30).
     */
    static final Duration TIME = Duration.ofSeconds(15);

    /** The person was not saved because the time was over. */
    public static final class NotProcessedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotProcessedException() {
            super("not processed in time", null, false, false);
        }
    }

    /**
     * What became of one person; either of the two is present.
     *
     * @param effect what was done
     * @param refusal why the person was not saved: what {@link RegisterParticipant#save} or the supplier has thrown, or
     *     {@link NotProcessedException}
     */
    public record Outcome(Optional<Saved.Effect> effect, Optional<RuntimeException> refusal) {
        private static Outcome of(Saved<Participant> saved) {
            return new Outcome(Optional.of(saved.effect()), Optional.empty());
        }

        private static Outcome refused(RuntimeException reason) {
            return new Outcome(Optional.empty(), Optional.of(reason));
        }

        private boolean isAliasTaken() {
            return refusal.filter(AliasTakenException.class::isInstance).isPresent();
        }

        private boolean isWritten() {
            return effect.filter(done -> done != Saved.Effect.UNCHANGED).isPresent();
        }
    }

    private final RegisterParticipant registerParticipant;
    private final InstantSource systemClock;

    public RegisterParticipants(RegisterParticipant registerParticipant, @SystemClock InstantSource systemClock) {
        this.registerParticipant = registerParticipant;
        this.systemClock = systemClock;
    }

    /**
     * Saves the people, several at a time and in no particular order. An error of one person does not concern the others.
     * If somebody's alias was taken, they are tried again after the others, because another one may give it up: so the
     * result does not depend on the order of the people.
     *
     * @param people each reads a person, in one of the lanes, or throws what is wrong with them
     * @return one outcome per person, in the order of the people
     */
    public List<Outcome> save(List<Supplier<Registration>> people, String by) {
        return saveWith(registerParticipant, people, by);
    }

    /** The outcomes that {@link #save} would have now. Writes nothing. */
    public List<Outcome> check(List<Supplier<Registration>> people, String by) {
        return saveWith(registerParticipant.dryRun(), people, by);
    }

    private List<Outcome> saveWith(RegisterParticipant register, List<Supplier<Registration>> people, String by) {
        Instant end = systemClock.instant().plus(TIME);
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(people.size(), null));
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Integer> open = IntStream.range(0, people.size()).boxed().toList();
            boolean written = true;
            while (written && !open.isEmpty()) {
                List<Outcome> pass = all(
                        lanes,
                        open.stream()
                                .<Callable<Outcome>>map(i -> () -> save(register, people.get(i), end, by))
                                .toList());
                for (int i = 0; i < pass.size(); i++) {
                    outcomes.set(open.get(i), pass.get(i));
                }
                written = pass.stream().anyMatch(Outcome::isWritten);
                open = open.stream().filter(i -> outcomes.get(i).isAliasTaken()).toList();
            }
            return outcomes;
        } finally {
            lanes.shutdownNow();
        }
    }

    private Outcome save(RegisterParticipant register, Supplier<Registration> person, Instant end, String by) {
        if (systemClock.instant().isAfter(end)) {
            return Outcome.refused(new NotProcessedException());
        }
        try {
            return Outcome.of(register.save(person.get(), Precondition.NONE, by));
        } catch (RuntimeException e) {
            return Outcome.refused(e);
        }
    }

    private static List<Outcome> all(ExecutorService lanes, List<Callable<Outcome>> tasks) {
        try {
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> done : lanes.invokeAll(tasks)) {
                outcomes.add(done.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while people were saved", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("people could not be saved", e.getCause());
        }
    }
}
