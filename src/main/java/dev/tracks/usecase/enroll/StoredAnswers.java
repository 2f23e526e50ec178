package dev.tracks.usecase.enroll;

import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.enroll.EnrollDirectly.KeyReusedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The stored answers to requests with an {@code Idempotency-Key}, with which repeated requests are answered. */
public final class StoredAnswers {
    private final Ledger ledger;
    private final InstantSource realTime;

    /** @param realTime for the expiry of keys: clients retry by the system clock */
    public StoredAnswers(Ledger ledger, InstantSource realTime) {
        this.ledger = ledger;
        this.realTime = realTime;
    }

    /**
     * The answer to an earlier request with the key, unless the key has expired.
     *
     * @throws KeyReusedException if the earlier request had another body
     */
    public Optional<String> find(String subject, String key, String bodyHash) {
        Instant now = Timestamps.now(realTime);
        Optional<IdempotentAnswer> kept =
                ledger.answer(subject, key).filter(answer -> !now.isAfter(answer.expiresAt()));
        if (kept.isPresent() && !kept.get().bodyHash().equals(bodyHash)) {
            throw new KeyReusedException();
        }
        return kept.map(IdempotentAnswer::answer);
    }

    /** A new answer, to be stored with what the request does. */
    public IdempotentAnswer create(String subject, String key, String bodyHash, String answer) {
        Instant expiresAt = Timestamps.now(realTime).plus(IdempotentAnswer.KEPT_FOR);
        return new IdempotentAnswer(subject, key, bodyHash, answer, expiresAt);
    }
}
