package dev.tracks.histories;

import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.AnswerInvitation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks responses: a repeat gets the same response, and a refused request has written nothing. */
final class ResponseChecks {
    /** How long the answer for a key is kept (contract), less the maximum difference of clocks. */
    private static final long KEPT = Duration.ofHours(24).minusSeconds(5).toMillis();

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
        direct.key().ifPresent(key -> same(key, text));
        return text;
    }

    private void refused(HandlerInvocation invocation, String text) {
        if (invocation.written) {
            throw new Violation(Invariant.REFUSED, invocation.what.get() + ": " + text);
        }
    }

    private void same(String key, String text) {
        Told before = told.get(key);
        if (before == null || simulation.millis() - before.at() > KEPT) {
            told.put(key, new Told(text, simulation.millis()));
        } else if (!before.text().equals(text)) {
            throw new Violation(Invariant.ANSWER, key + ": " + text + " after " + before.text());
        }
    }

    AnswerInvitation.Result answered(Invitation invitation, Supplier<AnswerInvitation.Answered> call) {
        AnswerInvitation.Result result = call.get().result();
        boolean enrolled = simulation.oracle().effectChecks().accepted(invitation);
        if ((result == AnswerInvitation.Result.JOINED || result == AnswerInvitation.Result.ALREADY_JOINED) != enrolled
                && result != AnswerInvitation.Result.NOT_NOW) {
            throw new Violation(Invariant.ANSWER, invitation.ref() + ": " + result + ", enrolled: " + enrolled);
        }
        return result;
    }
}
