package dev.tracks.bench;

import dev.tracks.local.lambda.FunctionProcess.Timed;

/** Only responses that really enrolled count. */
final class EnrollmentCheck {
    private static final String WANTED = "\"decision\":\"enrolled\"";

    private EnrollmentCheck() {}

    static Timed check(Candidate candidate, Timed answer) {
        if (!answer.answer().contains(WANTED) || !answer.answer().contains("\"replayed\":false")) {
            throw new IllegalStateException(candidate.name() + " did not enroll: " + answer.answer());
        }
        return answer;
    }
}
