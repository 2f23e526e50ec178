package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.configure.ConfigureStep;
import dev.tracks.usecase.configure.LoopException;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.people.AliasTakenException;
import dev.tracks.usecase.people.RegisterParticipant;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import dev.tracks.usecase.people.RegisterParticipants;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twenty threads act concurrently: answers to an invitation, steps that form a loop, reports of one manager. */
abstract class ConcurrencyContract extends ConcurrentTestOverTable {
    @Test
    void ofConcurrentAcceptAndDeclineExactlyOneSucceeds() throws Exception {
        tracks("day-1", "leadership");
        ports().with(Fixtures.step("day-1", "s1", "leadership").manual("Come!").build());
        AnswerInvitation answer = answerInvitation();
        Set<InvitationStatus> ends = EnumSet.noneOf(InvitationStatus.class);
        for (int round = 0; round < rounds(); round++) {
            JoinToken token = invited("person-" + round);
            boolean even = round % 2 == 0;

            List<Result> results = calls.concurrently(number ->
                    withRetries(() -> answer.answer(token, number % 2 == 0 == even ? Reply.JOIN : Reply.DECLINE)
                            .result()));

            InvitationStatus end = ports().invitations
                    .invitation(token.participantId(), token.invitation())
                    .map(Invitation::status)
                    .orElseThrow();
            boolean joined = end == InvitationStatus.ACCEPTED;
            assertThat(instances(token.participantId(), "leadership")).isEqualTo(joined ? 1 : 0);
            assertThat(results)
                    .filteredOn(result -> result == (joined ? Result.JOINED : Result.DECLINED))
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> result == (joined ? Result.ALREADY_JOINED : Result.ALREADY_DECLINED))
                    .hasSize(ConcurrentCalls.SIZE - 1);
            ends.add(end);
        }
        assertThat(ends).isSubsetOf(InvitationStatus.ACCEPTED, InvitationStatus.DECLINED);
    }

    @Test
    void ofThePeopleOfOneRequestWhoClaimAnAddressExactlyOneGetsIt() {
        RegisterParticipant one = new RegisterParticipant(
                ports().participants, new OptimisticRetry(ConcurrentCalls.backoff()), ports().clock);
        RegisterParticipants many = new RegisterParticipants(one, InstantSource.system());
        for (int round = 0; round < rounds(); round++) {
            String email = "round" + round + "@example.org";
            List<Supplier<Registration>> people = IntStream.range(0, ConcurrentCalls.SIZE)
                    .mapToObj(number ->
                            Fixtures.person("person-" + number).email(email).build())
                    .<Supplier<Registration>>map(person -> () -> new Registration(person, Optional.empty()))
                    .toList();

            List<RegisterParticipants.Outcome> outcomes = many.save(people, "root");

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.effect().isPresent())
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.refusal().isPresent())
                    .allSatisfy(outcome -> assertThat(outcome.refusal().orElseThrow())
                            .isInstanceOfAny(AliasTakenException.class, ConcurrentUpdateException.class));
        }
    }

    @Test
    void twentyConcurrentSkipsOfOneCauseAllReturnTheOutcome() throws Exception {
        tracks("day-1", "week-1");
        ports().with(Fixtures.step("day-1", "s1", "week-1").build());
        RunStep runStep = runStep();
        for (int round = 0; round < rounds(); round++) {
            String person = "person-" + round;
            ports().with(Fixtures.person(person).build())
                    .with(Fixtures.enrollment(person, "day-1", 1))
                    .with(Fixtures.enrollment(person, "week-1", 1));
            StepReached cause = Fixtures.cause("day-1", "s1", person, 1);

            List<Outcome> outcomes = calls.concurrently(number -> runStep.run(cause));

            assertThat(outcomes).extracting(Outcome::reason).containsOnly(Optional.of(SkipReason.PREVIOUSLY_STARTED));
        }
    }

    @Test
    void twentyConcurrentRefusedClicksAllReturnTheReason() throws Exception {
        tracks("day-1", "leadership");
        ports().with(Fixtures.step("day-1", "s1", "leadership").manual("Come!").build());
        for (int round = 0; round < rounds(); round++) {
            JoinToken token = invited("person-" + round);
            ports().with(Fixtures.track("leadership", TrackStatus.PAUSED));
            AnswerInvitation answer = answerInvitation();

            List<AnswerInvitation.Answered> answers = calls.concurrently(number -> answer.answer(token, Reply.JOIN));

            assertThat(answers)
                    .extracting(AnswerInvitation.Answered::result, AnswerInvitation.Answered::reason)
                    .containsOnly(tuple(Result.NOT_NOW, Optional.of(SkipReason.DESTINATION_NOT_ACTIVE)));
            ports().with(Fixtures.track("leadership"));
        }
    }

    @Test
    void ofTwoConcurrentlySavedStepsThatFormALoopExactlyOneIsSaved() throws Exception {
        ConfigureStep configureStep =
                new ConfigureStep(ports().configuration, new OptimisticRetry(ConcurrentCalls.backoff()), ports().clock);
        for (int round = 0; round < rounds() / 5; round++) {
            String base = "r" + round + "-";
            IntStream.range(0, ConcurrentCalls.SIZE / 2).forEach(pair -> tracks(base + "a" + pair, base + "b" + pair));

            List<Boolean> saved = calls.concurrently(number -> {
                int pair = (number - 1) / 2;
                String from = base + (number % 2 == 0 ? "a" : "b") + pair;
                String to = base + (number % 2 == 0 ? "b" : "a") + pair;
                return withRetries(() -> saves(configureStep, from, to));
            });

            for (int pair = 0; pair < ConcurrentCalls.SIZE / 2; pair++) {
                assertThat(List.of(saved.get(2 * pair), saved.get(2 * pair + 1)))
                        .as("the steps of pair " + pair)
                        .containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private static boolean saves(ConfigureStep configureStep, String from, String to) {
        try {
            configureStep.save(Fixtures.step(from, "s1", to).build(), Precondition.NONE, "root");
            return true;
        } catch (LoopException e) {
            assertThat(e.path()).containsExactly(from, to, from);
            return false;
        }
    }

    @Test
    void twentyConcurrentReportsOfOneManagerEnrollTheManagerOnce() throws Exception {
        tracks("day-1", "managing");
        ports().with(Fixtures.step("day-1", "s1", "managing").forManager().build());
        for (int round = 0; round < rounds() / 5; round++) {
            String manager = "manager-" + round;
            reports(manager);
            RunStep runStep = runStep();

            List<Outcome> outcomes = calls.concurrently(number -> reached(runStep, manager, number));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.decision() == RunStatus.ENROLLED)
                    .hasSize(1);
            assertThat(instances(manager, "managing")).isEqualTo(1);
        }
    }

    @Test
    void twentyConcurrentReportsOfOneManagerCreateTwentyInstancesWithReEnrollment() throws Exception {
        tracks("day-1", "managing");
        ports().with(Fixtures.step("day-1", "s1", "managing")
                .forManager()
                .reEnrollment(ReEnrollment.YES)
                .build());
        String manager = "manager";
        reports(manager);
        RunStep runStep = runStep();

        List<Outcome> outcomes = calls.concurrently(number -> reached(runStep, manager, number));

        assertThat(outcomes).allMatch(outcome -> outcome.decision() == RunStatus.ENROLLED);
        assertThat(instances(manager, "managing")).isEqualTo(ConcurrentCalls.SIZE);
    }

    private Outcome reached(RunStep runStep, String manager, int number) {
        return withRetries(() -> runStep.run(Fixtures.cause("day-1", "s1", manager + "-report-" + number, 1)));
    }

    private void reports(String manager) {
        ports().with(Fixtures.person(manager).build());
        IntStream.rangeClosed(1, ConcurrentCalls.SIZE).forEach(number -> {
            String report = manager + "-report-" + number;
            ports().with(Fixtures.person(report).managedBy(manager).build())
                    .with(Fixtures.enrollment(report, "day-1", 1));
        });
    }

    private JoinToken invited(String person) {
        StepReached cause = Fixtures.cause("day-1", "s1", person, 1);
        ports().with(Fixtures.person(person).build()).with(Fixtures.enrollment(person, "day-1", 1));
        Outcome outcome = runStep().run(cause);
        return new JoinToken(person, outcome.invitation().orElseThrow(), cause);
    }

    private AnswerInvitation answerInvitation() {
        return new AnswerInvitation(
                ports().catalog(),
                ports().invitations,
                new StepMessages(new QuteMessageRenderer()),
                new OptimisticRetry(ConcurrentCalls.backoff()),
                ports().clock);
    }

    private RunStep runStep() {
        return ports().runStep(ports().catalog(), ConcurrentCalls.backoff());
    }

    private void tracks(String... ids) {
        List.of(ids).forEach(id -> ports().with(Fixtures.track(id)));
    }

    /** Retries after a concurrent update, as a caller does. */
    private static <T> T withRetries(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (ConcurrentUpdateException e) {
                ConcurrentCalls.backoff().pause(1);
            }
        }
    }

    private int instances(String person, String trackId) {
        List<Enrollment> instances = ports().ledger.instances(person, trackId);
        return instances.size();
    }
}
