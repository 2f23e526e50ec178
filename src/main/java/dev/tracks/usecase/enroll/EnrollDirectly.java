package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Decision.EnrollOrSkip;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Enrolls a person in a track without a step: through the API, without a message. With an idempotency key, the answer is
 * stored in the same transaction, a refusal too, so that a repeated request has one effect and one answer.
 */
@Singleton
public final class EnrollDirectly {
    /** The answer to a request: the new instance, or why there is none. */
    public sealed interface Answer {
        /** Applies the function for this kind of answer. */
        <T> T fold(Function<? super Enrolled, ? extends T> enrolled, Function<? super Refused, ? extends T> refused);

        /** The person was enrolled. */
        record Enrolled(Enrollment enrollment) implements Answer {
            @Override
            public <T> T fold(
                    Function<? super Enrolled, ? extends T> enrolled, Function<? super Refused, ? extends T> refused) {
                return enrolled.apply(this);
            }
        }

        /** The person was not enrolled. */
        record Refused(Skip skip) implements Answer {
            @Override
            public <T> T fold(
                    Function<? super Enrolled, ? extends T> enrolled, Function<? super Refused, ? extends T> refused) {
                return refused.apply(this);
            }
        }
    }

    /**
     * The caller's idempotency key.
     *
     * @param bodyHash of the request's body
     * @param text converts an answer to the text that answers a repeat
     */
    public record Key(String subject, String key, String bodyHash, Function<Answer, String> text) {}

    /** A new answer, or the stored text of an earlier one. */
    public record Result(Optional<Answer> answer, Optional<String> replayed) {}

    /** The key was used before with another body. */
    public static final class KeyReusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KeyReusedException() {
            super("this Idempotency-Key was already used with another request");
        }
    }

    private final DecideDirectly decideDirectly;
    private final Ledger ledger;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final StoredAnswers answers;

    /**
     * @param clock for the start of an enrollment
     * @param realTime for the expiry of keys: clients retry by the system clock
     */
    public EnrollDirectly(
            DecideDirectly decideDirectly,
            Ledger ledger,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource realTime) {
        this.decideDirectly = decideDirectly;
        this.ledger = ledger;
        this.retry = retry;
        this.clock = clock;
        this.answers = new StoredAnswers(ledger, realTime);
    }

    /**
     * Enrolls the person, or answers why not.
     *
     * @throws KeyReusedException if the key was used before with another body
     */
    public Result enroll(DirectEnrollment request, Optional<Key> key, String by) {
        return retry.execute(
                "enrollment in " + request.trackId(),
                () -> attempt(() -> decideDirectly.decide(request).decision(), request.trackId(), key, by));
    }

    /**
     * Answers a request whose person does not exist, as {@link #enroll} answers a refusal.
     *
     * @throws KeyReusedException if the key was used before with another body
     */
    public Result refuse(Skip skip, String trackId, Optional<Key> key, String by) {
        return retry.execute("enrollment in " + trackId, () -> attempt(() -> skip, trackId, key, by));
    }

    private Optional<Result> attempt(Supplier<EnrollOrSkip> decision, String trackId, Optional<Key> key, String by) {
        Instant now = Timestamps.now(clock);
        Optional<Result> replay = key.flatMap(this::replay);
        if (replay.isPresent()) {
            return replay;
        }
        Answer answer = decision.get()
                .fold(
                        enroll -> new Answer.Enrolled(Enrollment.started(
                                enroll.enrolleeId(), enroll.enrollment(), now, Source.API, Lineage.start(trackId))),
                        Answer.Refused::new);
        WriteResult written = write(answer, key.map(used -> stored(used, answer)), by);
        return written == WriteResult.WRITTEN
                ? Optional.of(new Result(Optional.of(answer), Optional.empty()))
                : Optional.empty();
    }

    private IdempotentAnswer stored(Key key, Answer answer) {
        return answers.create(
                key.subject(), key.key(), key.bodyHash(), key.text().apply(answer));
    }

    private Optional<Result> replay(Key key) {
        return answers.find(key.subject(), key.key(), key.bodyHash())
                .map(answer -> new Result(Optional.empty(), Optional.of(answer)));
    }

    private WriteResult write(Answer answer, Optional<IdempotentAnswer> stored, String by) {
        return answer.fold(
                enrolled -> ledger.enrollDirectly(enrolled.enrollment(), stored, by),
                refused -> stored.map(ledger::saveAnswer).orElse(WriteResult.WRITTEN));
    }
}
