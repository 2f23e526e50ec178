package dev.tracks.histories;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.AnswerInvitation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Checks responses: a repeat gets the same response, and a refused request has written nothing. */
final class ResponseChecks {
    /** How long the answer for a key is kept (contract), less the maximum difference of clocks. */
    private static final long KEPT = Duration.ofHours(24).minusSeconds(5).toMillis();

    /** By how much the clocks of two processes may differ. */
    private static final long CLOCKS_DIFFER_SECONDS = 5;

    private record Told(String text, long at) {}

    private final Simulation simulation;
    private final Map<String, Told> told = new HashMap<>();
    private int calls;

    ResponseChecks(Simulation simulation) {
        this.simulation = simulation;
    }

    String enrolledDirectly(ApiRequests.Direct direct, Supplier<EnrollDirectly.Result> call, ReferenceModel model) {
        HandlerInvocation invocation = simulation.handling();
        calls++;
        invocation.direct = Optional.of(direct.key().orElse("call " + calls));
        invocation.answer = direct.key().map(key -> Keys.idempotency(ApiRequests.CALLER, key));
        invocation.policy = Optional.of(direct.request().reEnrollment());
        String expected = model.decide(direct.request());
        EnrollDirectly.Result result;
        try {
            result = call.get();
        } catch (EnrollDirectly.KeyReusedException e) {
            refused(invocation, "key reused");
            return "key reused";
        }
        String text = result.answer()
                .map(ApiRequests::text)
                .orElseGet(() -> result.replayed().orElseThrow());
        if (text.startsWith("refused")) {
            refused(invocation, text);
        }
        boolean fresh = result.answer().isPresent();
        if (fresh && !invocation.disturbed && !text.equals(expected)) {
            throw new Violation(Invariant.REFERENCE, invocation.what.get() + ": " + text + ", should be " + expected);
        }
        direct.key().ifPresent(key -> same(key, text, fresh));
        return text;
    }

    /** Each round looks the key up again: the last one must find an answer that was there before. */
    void nextRound(HandlerInvocation invocation) {
        long soon = simulation.millis() / 1000 + CLOCKS_DIFFER_SECONDS;
        invocation.isAnswered = invocation
                .answer
                .flatMap(simulation.memory()::get)
                .filter(item -> Long.parseLong(item.get("expiresAtEpoch").n()) > soon)
                .isPresent();
    }

    void failed(HandlerInvocation invocation, RuntimeException e) {
        if (e instanceof ConcurrentUpdateException && invocation.isAnswered) {
            throw new Violation(Invariant.ANSWER, invocation.what.get() + ": " + e + ", but its key has an answer");
        }
    }

    /** A preview tells what a run would decide, and writes nothing. */
    Outcome previewed(StepReached cause, Supplier<Outcome> call, ReferenceModel model) {
        HandlerInvocation invocation = simulation.handling();
        boolean isNew = !simulation.oracle().runChecks().all().containsKey(cause);
        Set<String> expected = model.decide(cause, invocation.process.now());
        Outcome outcome = call.get();
        String actual = ReferenceModel.words(outcome);
        if (isNew && !invocation.disturbed && !expected.contains(actual)) {
            throw new Violation(Invariant.REFERENCE, "preview of " + cause + ": " + actual + ", should be " + expected);
        }
        if (invocation.written) {
            throw new Violation(Invariant.PREVIEW, "preview of " + cause);
        }
        return outcome;
    }

    private void refused(HandlerInvocation invocation, String text) {
        if (invocation.written) {
            throw new Violation(Invariant.REFUSED, invocation.what.get() + ": " + text);
        }
    }

    /** @param fresh whether it is not a repeat, by a process whose clock may be slow: a repeat is not kept longer */
    private void same(String key, String text, boolean fresh) {
        Told before = told.get(key);
        if (before == null || simulation.millis() - before.at() > KEPT) {
            if (fresh) {
                told.put(key, new Told(text, simulation.millis()));
            }
        } else if (!before.text().equals(text)) {
            throw new Violation(Invariant.ANSWER, key + ": " + text + " after " + before.text());
        }
    }

    AnswerInvitation.Result answered(Invitation invitation, Supplier<AnswerInvitation.Answered> call) {
        AnswerInvitation.Result result = call.get().result();
        boolean enrolled = simulation.oracle().invitationChecks().accepted(invitation);
        if ((result == AnswerInvitation.Result.JOINED || result == AnswerInvitation.Result.ALREADY_JOINED) != enrolled
                && result != AnswerInvitation.Result.NOT_NOW) {
            throw new Violation(Invariant.ANSWER, invitation.ref() + ": " + result + ", enrolled: " + enrolled);
        }
        return result;
    }
}
