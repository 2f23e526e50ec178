package dev.tracks.usecase;

import dev.tracks.domain.Decision;
import dev.tracks.domain.Decision.Enroll;
import dev.tracks.domain.Decision.Skip;
import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.Facts;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.Rules;
import dev.tracks.domain.Source;
import dev.tracks.usecase.Ledger.PersonReading;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The API enrolls a person in a track without a step: its own cause, no message. With a key, the answer is kept in the
 * same transaction, refusals too, so that a repeat of the request has one effect and one answer.
 */
@Singleton
public final class EnrollDirectly {
    /** What came of it: the new instance, or why there is none. */
    public sealed interface Answer {
        record Enrolled(Enrollment enrollment) implements Answer {}

        record Refused(Skip skip) implements Answer {}
    }

    /**
     * The caller's key, and how its answer is to be kept.
     *
     * @param text turns an answer into the text that a repeat is answered with
     */
    public record Key(String subject, String key, String bodyHash, Function<Answer, String> text) {
        private IdempotentAnswer answered(Answer answer, Instant now) {
            return new IdempotentAnswer(
                    subject, key, bodyHash, text.apply(answer), now.plus(IdempotentAnswer.KEPT_FOR));
        }
    }

    /** An answer of now, or the text kept of an earlier one. */
    public record Result(Optional<Answer> answer, Optional<String> replayed) {}

    /** The key was used before, with another body. */
    public static final class KeyReusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyReusedException() {
            super("this Idempotency-Key came before with another request");
        }
    }

    private final Catalog catalog;
    private final Ledger ledger;
    private final Rounds rounds;
    private final InstantSource clock;
    private final InstantSource realTime;

    /**
     * @param clock says when people start
     * @param realTime measures how long keys are kept: clients retry by their own clock
     */
    public EnrollDirectly(
            Catalog catalog, Ledger ledger, Rounds rounds, InstantSource clock, @SystemClock InstantSource realTime) {
        this.catalog = catalog;
        this.ledger = ledger;
        this.rounds = rounds;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * Enrolls, or says why not.
     *
     * @throws KeyReusedException if the key came before with another body
     */
    public Result enroll(DirectEnrollment request, Optional<Key> key, String by) {
        return rounds.untilWritten("enrollment in " + request.trackId(), () -> round(request, key, by));
    }

    private Optional<Result> round(DirectEnrollment request, Optional<Key> key, String by) {
        Instant now = Times.now(clock);
        Optional<Result> replay = key.flatMap(this::replay);
        if (replay.isPresent()) {
            return replay;
        }
        Decision decision = Rules.decideDirect(request, facts(request, now));
        Answer answer = decision instanceof Enroll enroll
                ? new Answer.Enrolled(
                        Enrollment.started(enroll.enrolleeId(), enroll.enrollment(), now, Source.API, enroll.lineage()))
                : new Answer.Refused((Skip) decision);
        Written written = write(answer, key.map(k -> k.answered(answer, Times.now(realTime))), by);
        return written == Written.DONE
                ? Optional.of(new Result(Optional.of(answer), Optional.empty()))
                : Optional.empty();
    }

    private Optional<Result> replay(Key key) {
        Instant now = Times.now(realTime);
        Optional<IdempotentAnswer> kept =
                ledger.answer(key.subject(), key.key()).filter(answer -> !now.isAfter(answer.expiresAt()));
        if (kept.isPresent() && !kept.get().bodyHash().equals(key.bodyHash())) {
            throw new KeyReusedException();
        }
        return kept.map(answer -> new Result(Optional.empty(), Optional.of(answer.answer())));
    }

    private Written write(Answer answer, Optional<IdempotentAnswer> kept, String by) {
        if (answer instanceof Answer.Enrolled enrolled) {
            return ledger.enrollDirectly(enrolled.enrollment(), kept, by);
        }
        return kept.map(ledger::keepAnswer).orElse(Written.DONE);
    }

    private Facts facts(DirectEnrollment request, Instant now) {
        PersonReading person = ledger.readPerson(request.participantId(), Optional.of(request.trackId()));
        List<Enrollment> instances = request.reEnrollment() == ReEnrollment.NO
                ? person.firstInstance().map(List::of).orElse(List.of())
                : ledger.instances(request.participantId(), request.trackId());
        return new Facts(
                now,
                Optional.empty(),
                Optional.empty(),
                person.participant(),
                Optional.empty(),
                Optional.empty(),
                catalog.track(request.trackId()),
                instances,
                List.of(),
                Optional.empty());
    }
}
