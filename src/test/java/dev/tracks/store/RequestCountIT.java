package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.Job.Request;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.MailFeedback.Kind;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.AnswerInvitation.Result;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.people.FindPerson;
import dev.tracks.usecase.people.RegisterParticipant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The design's request budgets with cached configuration; the database counts the requests. */
class RequestCountIT {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final String READ = "BatchGetItem";
    private static final String QUERY = "Query";
    private static final String PUT = "PutItem";
    private static final String TRANSACTION = "TransactWriteItems";

    @AutoClose
    private static final Dynalite DYNALITE = new Dynalite();

    private Ports ports;
    private Catalog catalog;
    private RunStep runStep;

    @BeforeEach
    void makeWorld() {
        ports = new Ports(DYNALITE.emptyTable());
        ports.with(Fixtures.track("day-1"))
                .with(Fixtures.track("week-1"))
                .with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.person("grace").build())
                .with(Fixtures.enrollment("ada", "day-1", 1));
    }

    private static Fixtures.Step step() {
        return Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome, {{user}}!");
    }

    /** Saves the step and reads the configuration once, so that it is cached as in a warm process. */
    private void warm(Fixtures.Step step) {
        ports.with(step.build());
        catalog = ports.catalog();
        catalog.track("day-1");
        catalog.track("week-1");
        catalog.step("day-1", "s1");
        runStep = ports.runStep(catalog, ConcurrentCalls.backoff());
    }

    private Outcome counted() {
        DYNALITE.control().resetRequests();
        return runStep.run(CAUSE);
    }

    private static Map<String, Integer> requests() {
        return DYNALITE.control().requests();
    }

    @Test
    void anAutomaticEnrollmentIsOneReadAndOneTransaction() {
        warm(step());

        assertThat(counted().decision()).isEqualTo(RunStatus.ENROLLED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, TRANSACTION, 1));
    }

    @Test
    void anAliasCostsOneReadAndAnIdNone() {
        ports.with(Fixtures.person("mary").email("mary@example.com").build());
        FindPerson findPerson = new FindPerson(ports.participants);
        DYNALITE.control().resetRequests();

        assertThat(findPerson.find(PersonRef.of("mary"))).contains("mary");
        assertThat(requests()).isEmpty();

        assertThat(findPerson.find(PersonRef.of(Alias.email("mary@example.com"))))
                .contains("mary");
        assertThat(requests()).isEqualTo(Map.of(READ, 1));
    }

    @Test
    void aReplayIsOneRead() {
        warm(step());
        counted();

        assertThat(counted().replayed()).isTrue();

        assertThat(requests()).isEqualTo(Map.of(READ, 1));
    }

    @Test
    void aSkipIsOneReadAndOnePut() {
        warm(step());
        ports.with(Fixtures.enrollment("ada", "week-1", 1));

        assertThat(counted().reason()).contains(SkipReason.PREVIOUSLY_STARTED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, PUT, 1));
    }

    @Test
    void afterAnUndoneInstanceAnEnrollmentNeedsOneMoreQuery() {
        warm(step());
        Enrollment first = Fixtures.enrollment("ada", "week-1", 1);
        ports.with(first).undone(first);

        assertThat(counted().decision()).isEqualTo(RunStatus.ENROLLED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, QUERY, 1, TRANSACTION, 1));
    }

    @Test
    void toUndoAnEnrollmentIsOneTransactionBetweenTwoWalks() {
        warm(step());
        counted();
        DYNALITE.control().resetRequests();

        assertThat(UndoneRow.of(CAUSE, ports).outcome()).isEqualTo(RowOutcome.UNDONE);

        assertThat(requests()).isEqualTo(Map.of("GetItem", 2, READ, 2, QUERY, 4, TRANSACTION, 1));
    }

    @Test
    void anEarlySkipIsOneReadAndOnePutForEveryStep() {
        warm(step().reEnrollment(ReEnrollment.YES).manual("Hi from {{manager}}").disabled());

        assertThat(counted().reason()).contains(SkipReason.STEP_DISABLED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, PUT, 1));
    }

    @Test
    void aDeferralIsOneReadAndOnePutAndItsReplayOneRead() {
        warm(step().reEnrollment(ReEnrollment.YES).delay(Fixtures.delay(1, SpanUnit.DAYS)));

        assertThat(counted().decision()).isEqualTo(RunStatus.DEFERRED);
        assertThat(requests()).isEqualTo(Map.of(READ, 1, PUT, 1));

        assertThat(counted().replayed()).isTrue();
        assertThat(requests()).isEqualTo(Map.of(READ, 1));
    }

    @Test
    void aDueRunIsOneReadAndOneTransaction() {
        warm(step().delay(Fixtures.delay(10, SpanUnit.MINUTES)));
        counted();
        ports.clock.advance(Duration.ofMinutes(10));

        assertThat(counted().decision()).isEqualTo(RunStatus.ENROLLED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, TRANSACTION, 1));
    }

    @Test
    void otherReEnrollmentPoliciesNeedOneMoreQuery() {
        for (ReEnrollment policy : ReEnrollment.values()) {
            makeWorld();
            warm(step().reEnrollment(policy));

            assertThat(counted().decision()).isEqualTo(RunStatus.ENROLLED);

            assertThat(requests())
                    .as(policy.toString())
                    .isEqualTo(
                            policy == ReEnrollment.NO
                                    ? Map.of(READ, 1, TRANSACTION, 1)
                                    : Map.of(READ, 1, QUERY, 1, TRANSACTION, 1));
        }
    }

    @Test
    void aManagerAsEnrolleeNeedsOneMoreRead() {
        warm(step().forManager());

        assertThat(counted().enrolleeId()).contains("grace");

        assertThat(requests()).isEqualTo(Map.of(READ, 2, TRANSACTION, 1));
    }

    @Test
    void aManagerNamedInTheMessageNeedsOneMoreRead() {
        warm(step().confirmation("Ask {{manager}}"));

        assertThat(counted().decision()).isEqualTo(RunStatus.ENROLLED);

        assertThat(requests()).isEqualTo(Map.of(READ, 2, TRANSACTION, 1));
    }

    @Test
    void aManagerWhoIsEnrolledAndNamedIsReadOnce() {
        warm(step().forManager().confirmation("Ask {{manager}}"));

        assertThat(counted().enrolleeId()).contains("grace");

        assertThat(requests()).isEqualTo(Map.of(READ, 2, TRANSACTION, 1));
    }

    @Test
    void anInvitationIsOneReadOneQueryAndOneTransaction() {
        warm(step().manual("Join {{track}}?"));

        assertThat(counted().decision()).isEqualTo(RunStatus.INVITED);

        assertThat(requests()).isEqualTo(Map.of(READ, 1, QUERY, 1, TRANSACTION, 1));
    }

    @Test
    void aStartIsOneQueryForOpenInvitationsAndToCloseOneIsOneMoreTwoReadsAndOneTransaction() {
        warm(step().manual("Join!"));
        Enrollment started = Fixtures.enrollment("ada", "week-1", 1);
        DYNALITE.control().resetRequests();
        ports.closeInvitations().afterStart(started);
        assertThat(requests()).isEqualTo(Map.of(QUERY, 1));

        counted();
        ports.with(started);
        DYNALITE.control().resetRequests();
        ports.closeInvitations().afterStart(started);
        assertThat(requests()).isEqualTo(Map.of(QUERY, 2, "GetItem", 2, TRANSACTION, 1));
    }

    @Test
    void toInviteAgainIsFourReadsTwoQueriesAndOneTransaction() {
        warm(step().manual("Join!"));
        counted();
        InvitationRef first = new InvitationRef("week-1", 1);
        OptimisticRetry retry = new OptimisticRetry(ConcurrentCalls.backoff());
        new ManageInvitation(ports.invitations, retry, ports.clock).withdraw("ada", first, "root");
        Catalog uncached = new CachedCatalog(ports.configuration, Duration.ZERO, ports.clock);
        DYNALITE.control().resetRequests();

        new Reinvite(uncached, ports.ledger, Ports.MESSAGES, retry, ports.clock, Ports.TERMS)
                .reinvite("ada", first, "root");

        assertThat(requests()).isEqualTo(Map.of(READ, 1, QUERY, 2, "GetItem", 3, TRANSACTION, 1));
    }

    @Test
    void aSaveOfAPersonIsTwoReadsAndOneTransactionAndAnIdenticalOneIsOneRead() {
        RegisterParticipant registerParticipant =
                new RegisterParticipant(ports.participants, new OptimisticRetry(round -> {}), ports.clock);
        Participant person = Fixtures.person("mary")
                .named("Mary Ann Shaw")
                .email("mary@example.org")
                .slackUserId("U1")
                .build();
        DYNALITE.control().resetRequests();

        registerParticipant.save(
                new RegisterParticipant.Registration(person, Optional.empty()), Precondition.NONE, "root");
        assertThat(requests()).isEqualTo(Map.of("GetItem", 1, READ, 1, TRANSACTION, 1));

        DYNALITE.control().resetRequests();
        registerParticipant.save(
                new RegisterParticipant.Registration(person, Optional.empty()), Precondition.NONE, "root");
        assertThat(requests()).isEqualTo(Map.of("GetItem", 1));
    }

    @Test
    void aBounceIsTwoReadsAndTwoTransactionsAndItsRepetitionOneTransactionLess() {
        MessageRef message = new MessageRef(MessageKind.CONFIRMATION, "mary", "week-1", 1);
        MailFeedback bounce = new MailFeedback(
                message, "mail-1", EmailAddress.of("mary@example.com"), Kind.BOUNCED, "gone", Fixtures.NOW);
        ports.with(Fixtures.person("mary").email("mary@example.com").build())
                .with(Fixtures.enrollment("mary", "week-1", 1));
        ports.deliveryRecords.claim(message, Fixtures.NOW, Fixtures.NOW);
        ports.deliveryRecords.recordDelivered(message, Fixtures.NOW, Fixtures.NOW, Optional.of("mail-1"));
        RecordFeedback recordFeedback =
                new RecordFeedback(ports.feedbackRecords, new OptimisticRetry(ConcurrentCalls.backoff()), ports.clock);
        DYNALITE.control().resetRequests();

        assertThat(recordFeedback.record(bounce)).isEqualTo(RecordFeedback.Result.RECORDED);
        assertThat(requests()).isEqualTo(Map.of("GetItem", 2, TRANSACTION, 2));

        DYNALITE.control().resetRequests();
        assertThat(recordFeedback.record(bounce)).isEqualTo(RecordFeedback.Result.REPEATED);
        assertThat(requests()).isEqualTo(Map.of("GetItem", 2, TRANSACTION, 1));
    }

    @Test
    void aSearchReadsEachShardOnceAndThePeopleAtOnce() {
        DYNALITE.control().resetRequests();

        assertThat(ports.directory.participants("a", 25, Optional.empty()).data())
                .hasSize(1);

        assertThat(requests()).isEqualTo(Map.of(QUERY, 16, READ, 1));
    }

    @Test
    void aPageOfPeopleOrInstancesReadsEachShardOnceAndItsRecordsAtOnce() {
        DYNALITE.control().resetRequests();
        assertThat(ports.directory.participants("", 25, Optional.empty()).data())
                .hasSize(2);
        assertThat(requests()).isEqualTo(Map.of(QUERY, 16, READ, 1));

        DYNALITE.control().resetRequests();
        assertThat(ports.people
                        .enrollments("day-1", Set.of(), "", 25, Optional.empty())
                        .data())
                .hasSize(1);
        assertThat(requests()).isEqualTo(Map.of(QUERY, 16, READ, 1));
    }

    @Test
    void dueItemsAreReadTogether() {
        DYNALITE.control().resetRequests();

        assertThat(ports.outbox.due(Keys.shard("ada"), ports.clock.instant().plusSeconds(60)))
                .hasSize(1);

        assertThat(requests()).isEqualTo(Map.of(QUERY, 1, READ, 1));
    }

    /** Here, the track is not cached, so each row also reads it. This page is the last one, so the job ends. */
    @Test
    void aRowOfAJobThatEnrollsIsOneReadAndOneTransaction() {
        JobEngine jobs = ports.jobs(ConcurrentCalls.backoff());
        Request request = new Request(
                new JobSpec.Enroll("week-1", new Who.Listed(2), ReEnrollment.NO, Optional.empty()),
                false,
                new Creator("root", Optional.empty(), true));
        List<PersonRef> people = List.of(PersonRef.of("ada"), PersonRef.of("grace"));
        CreateJob.Order order = new CreateJob.Order(request, people, Optional.empty());
        String id = jobs.createJob()
                .create(order, Optional.empty())
                .job()
                .orElseThrow()
                .id();
        jobs.processPage().process(new LaneRef(id, 0, 1), 1, () -> true);
        DYNALITE.control().resetRequests();

        assertThat(jobs.processPage()
                        .process(new LaneRef(id, 0, 2), 1, () -> true)
                        .rows()
                        .byOutcome())
                .isEqualTo(Map.of("enrolled", 2));

        Map<String, Integer> rows = Map.of(READ, 2, TRANSACTION, 2, "GetItem", 2);
        Map<String, Integer> page = Map.of(READ, 2, "GetItem", 1, TRANSACTION, 1);
        Map<String, Integer> end = Map.of(QUERY, 1, "GetItem", 1, TRANSACTION, 1);
        assertThat(requests()).isEqualTo(sum(rows, page, end));
    }

    @SafeVarargs
    private static Map<String, Integer> sum(Map<String, Integer>... parts) {
        Map<String, Integer> sum = new HashMap<>();
        List.of(parts).forEach(part -> part.forEach((name, count) -> sum.merge(name, count, Integer::sum)));
        return sum;
    }

    @Test
    void joiningAndDecliningNeedAtMostThreeRequests() {
        for (Reply reply : Reply.values()) {
            makeWorld();
            warm(step().manual("Join {{track}}?").reEnrollment(ReEnrollment.YES));
            counted();
            JoinToken token =
                    JoinToken.of(ports.ledger.invitations("ada", "week-1").get(0));
            AnswerInvitation answers = ports.answerInvitation(catalog);
            DYNALITE.control().resetRequests();

            Result result = answers.answer(token, reply).result();

            assertThat(result).isEqualTo(reply == Reply.JOIN ? Result.JOINED : Result.DECLINED);
            assertThat(requests().values().stream().mapToInt(count -> count).sum())
                    .as(reply + ": " + requests())
                    .isLessThanOrEqualTo(3);
        }
    }
}
