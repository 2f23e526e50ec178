package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.store.job.TableChain;
import dev.tracks.store.job.TableJobLists;
import dev.tracks.store.job.TableJobRows;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.store.people.TableTrackPeople;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Backoff;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.row.RowEngine;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.people.FindPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An empty table and all ports over it, wired as in {@code lambda}, with the test's clock. */
final class Ports {
    static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));
    static final StepMessages MESSAGES = new StepMessages(new QuteMessageRenderer());

    final Table table;
    final MutableClock clock = new MutableClock(Fixtures.NOW);
    final TableLedger ledger;
    final TableConfiguration configuration;
    final TableOutbox outbox;
    final TableParticipants participants;
    final TableDeliveryRecords deliveryRecords;
    final TableFeedbackRecords feedbackRecords;
    final TableDirectory directory;
    final TableTrackPeople people;
    final TableUndeliverables undeliverables;
    final TableInvitations invitations;
    final TableEnrollments enrollments;
    final TableErasure erasure;
    final TableTestMessages testMessages;

    Ports(Table table) {
        this.table = table;
        this.ledger = new TableLedger(table, Fixtures.PARTICIPANT_READER, clock);
        this.configuration = new TableConfiguration(table);
        this.outbox = new TableOutbox(table);
        this.participants = new TableParticipants(table, Fixtures.PARTICIPANT_READER);
        this.deliveryRecords = new TableDeliveryRecords(table, Fixtures.PARTICIPANT_READER);
        this.feedbackRecords = new TableFeedbackRecords(table);
        this.directory = new TableDirectory(table, Fixtures.PARTICIPANT_READER);
        this.people = new TableTrackPeople(table);
        this.undeliverables = new TableUndeliverables(table);
        this.invitations = new TableInvitations(table, Fixtures.PARTICIPANT_READER);
        this.enrollments = new TableEnrollments(table, Fixtures.PARTICIPANT_READER);
        this.erasure = new TableErasure(table);
        this.testMessages = new TableTestMessages(table);
    }

    /** A catalog that caches for an hour. */
    CachedCatalog catalog() {
        return new CachedCatalog(configuration, Duration.ofHours(1), clock);
    }

    RunStep runStep(Catalog catalog, Backoff backoff) {
        return new RunStep(catalog, ledger, MESSAGES, new OptimisticRetry(backoff), clock, TERMS);
    }

    /** The use case with a catalog without a cache, for one caller at a time. */
    RunStep runStep() {
        return runStep(new CachedCatalog(configuration, Duration.ZERO, clock), round -> {});
    }

    EnrollDirectly enrollDirectly(Catalog catalog) {
        return new EnrollDirectly(
                new DecideDirectly(catalog, ledger, MESSAGES, clock),
                ledger,
                new OptimisticRetry(round -> {}),
                clock,
                clock);
    }

    /** Jobs with a catalog without a cache. */
    JobEngine jobs(Backoff backoff) {
        RowEngine.Ports rows = new RowEngine.Ports(
                new TableJobRows(table),
                new CachedCatalog(configuration, Duration.ZERO, clock),
                ledger,
                enrollments,
                invitations,
                directory,
                undeliverables,
                new TableChain(table),
                configuration,
                MESSAGES,
                TERMS);
        JobEngine.Ports jobs = new JobEngine.Ports(
                new TableJobs(table, clock),
                new TableJobLists(table, Fixtures.PARTICIPANT_READER),
                configuration,
                new FindPerson(participants),
                rows);
        return new JobEngine(jobs, new OptimisticRetry(backoff), clock);
    }

    AnswerInvitation answerInvitation(Catalog catalog) {
        return new AnswerInvitation(catalog, invitations, MESSAGES, new OptimisticRetry(round -> {}), clock);
    }

    Ports with(Track track) {
        saved(configuration.saveTrack(Change.of(track, configuration.track(track.id()), clock.instant(), "root")));
        return this;
    }

    Ports with(AddToTrackStep step) {
        saved(configuration.saveStep(
                Change.of(step, configuration.step(step.trackId(), step.id()), clock.instant(), "root"), nextGraph()));
        return this;
    }

    /** The current graph with its next version. */
    StoredGraph nextGraph() {
        StoredGraph graph = configuration.graph();
        return graph.next(graph.graph());
    }

    Ports with(Participant participant) {
        TableParticipants.Current current = participants.current(participant.id());
        saved(participants.save(Change.of(participant, current.stored(), clock.instant(), "root"), current));
        return this;
    }

    /** Invites the person, as a decision does that has just read their instances. */
    WriteResult invite(Run run, Invitation invitation) {
        int started = invitations
                .instances(invitation.participantId(), invitation.trackId())
                .size();
        return ledger.invite(run, invitation, new EnrollmentRef(invitation.trackId(), started + 1));
    }

    CloseInvitations closeInvitations() {
        return new CloseInvitations(configuration, invitations, new OptimisticRetry(round -> {}), clock);
    }

    Ports with(Enrollment enrollment) {
        saved(ledger.enrollDirectly(enrollment, Optional.empty(), "root"));
        return this;
    }

    /** Undoes the stored instance. */
    Ports undone(Enrollment active) {
        Optional<Stored<Enrollment>> stored = enrollments.enrollment(active.participantId(), active.ref());
        saved(enrollments.change(Change.of(active.undo(clock.instant()), stored, clock.instant(), "root")));
        return this;
    }

    /** Writes an item without any condition. */
    void overwrite(Map<String, AttributeValue> item) {
        saved(table.write(List.of(new Write.Put(item, Check.of(Condition.ALWAYS)))));
    }

    private static void saved(WriteResult written) {
        if (written != WriteResult.WRITTEN) {
            throw new IllegalStateException("not written: " + written);
        }
    }
}
