package dev.tracks.histories;

import dev.tracks.domain.Invitation;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.EnrollDirectly;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What callers were told: a repeat is told the same, and what was refused has written nothing. */
final class Answers {
    /** How long a key's answer is kept (contract), less what clocks may differ. */
    private static final long KEPT = Duration.ofHours(24).minusSeconds(5).toMillis();

    private record Told(String text, long at) {}

    private final World world;
    private final Map<String, Told> told = new HashMap<>();
    private int calls;

    Answers(World world) {
        this.world = world;
    }

    String enrolledDirectly(Requests.Direct direct, Supplier<EnrollDirectly.Result> call, Reference reference) {
        Handling handling = world.handling();
        calls++;
        handling.direct = Optional.of(direct.key().orElse("call " + calls));
        handling.policy = Optional.of(direct.request().reEnrollment());
        String expected = reference.decide(direct.request());
        EnrollDirectly.Result result;
        try {
            result = call.get();
        } catch (EnrollDirectly.KeyReusedException e) {
            refused(handling, "key reused");
            return "key reused";
        }
        String text = result.answer()
                .map(Requests::text)
                .orElseGet(() -> result.replayed().orElseThrow());
        if (text.startsWith("refused")) {
            refused(handling, text);
        }
        boolean fresh = result.answer().isPresent();
        if (fresh && !handling.disturbed && !text.equals(expected)) {
            throw new Violation(Invariant.REFERENCE, handling.what.get() + ": " + text + ", should be " + expected);
        }
        direct.key().ifPresent(key -> same(key, text));
        return text;
    }

    private void refused(Handling handling, String text) {
        if (handling.written) {
            throw new Violation(Invariant.REFUSED, handling.what.get() + ": " + text);
        }
    }

    private void same(String key, String text) {
        Told before = told.get(key);
        if (before == null || world.millis() - before.at() > KEPT) {
            told.put(key, new Told(text, world.millis()));
        } else if (!before.text().equals(text)) {
            throw new Violation(Invariant.ANSWER, key + ": " + text + " after " + before.text());
        }
    }

    AnswerInvitation.Result answered(Invitation invitation, Supplier<AnswerInvitation.Answered> call) {
        AnswerInvitation.Result result = call.get().result();
        boolean enrolled = world.oracle().effects().accepted(invitation);
        if ((result == AnswerInvitation.Result.JOINED || result == AnswerInvitation.Result.ALREADY_JOINED) != enrolled
                && result != AnswerInvitation.Result.NOT_NOW) {
            throw new Violation(Invariant.ANSWER, invitation.ref() + ": " + result + ", enrolled: " + enrolled);
        }
        return result;
    }
}
