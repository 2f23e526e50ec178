package dev.tracks.histories;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.configure.LoopException;
import dev.tracks.usecase.configure.UnusableDestinationException;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import dev.tracks.usecase.feedback.NotRecordedYetException;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import dev.tracks.usecase.people.AliasTakenException;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Observes every committed write, answer and message of a history, and checks the invariants. */
final class Oracle {
    private static final Set<Class<?>> REFUSALS = Set.of(
            LoopException.class,
            UnusableDestinationException.class,
            NotFoundException.class,
            StaleVersionException.class,
            ManageInvitation.NotOpenException.class,
            CancelRun.NotDeferredException.class,
            UpdateEnrollment.EndedException.class,
            ResendConfirmation.NotResendableException.class,
            ErasedException.class,
            AliasTakenException.class);
    private static final Set<Class<?>> FAILURES = Set.of(CallFailedException.class, ConcurrentUpdateException.class);

    private final Simulation simulation;
    private final ErasureChecks erased = new ErasureChecks();
    private final FeedbackChecks feedback;
    private final MessageChecks messageChecks;
    private final UndeliverableChecks undeliverable = new UndeliverableChecks(erased);
    private final ResponseChecks answers;
    private final Map<Key, Long> versions = new LinkedHashMap<>();
    private final Set<Key> pending = new LinkedHashSet<>();
    private final DomainEventChecks events = new DomainEventChecks();
    private final LookupChecks lookups = new LookupChecks();
    private final OutageChecks outages = new OutageChecks();
    private final JobChecks jobs = new JobChecks();
    private ConfigurationChecks configurationChecks;
    private EffectChecks effectChecks;
    private RunChecks runChecks;
    private InvitationChecks invitationChecks;
    private ReferenceModel model;

    Oracle(Simulation simulation) {
        this.simulation = simulation;
        this.answers = new ResponseChecks(simulation);
        this.feedback = new FeedbackChecks(simulation);
        this.messageChecks = new MessageChecks(erased, feedback);
    }

    void bind(Table memory) {
        configurationChecks = new ConfigurationChecks(simulation, memory);
        effectChecks = new EffectChecks(simulation, memory, erased);
        runChecks = new RunChecks(erased);
        model = new ReferenceModel(memory);
        invitationChecks = new InvitationChecks(simulation, model);
    }

    ConfigurationChecks configurationChecks() {
        return configurationChecks;
    }

    RunChecks runChecks() {
        return runChecks;
    }

    EffectChecks effectChecks() {
        return effectChecks;
    }

    InvitationChecks invitationChecks() {
        return invitationChecks;
    }

    MessageChecks messageChecks() {
        return messageChecks;
    }

    UndeliverableChecks undeliverable() {
        return undeliverable;
    }

    FeedbackChecks feedback() {
        return feedback;
    }

    DomainEventChecks events() {
        return events;
    }

    JobChecks jobs() {
        return jobs;
    }

    ErasureChecks erased() {
        return erased;
    }

    /** A number that changes whenever the item changes. */
    long state(Key key) {
        return versions.getOrDefault(key, 0L);
    }

    List<StepReached> causes() {
        return runChecks.causes();
    }

    List<Key> instances() {
        return effectChecks.instances();
    }

    List<Invitation> invitations() {
        return effectChecks.invitations();
    }

    /** What one write changed. */
    void committed(List<Image> images) {
        HandlerInvocation invocation = simulation.handling();
        for (Image image : images) {
            String sort = image.key().sk();
            expires(image);
            if (JobChecks.concern(image.key())) {
                jobs.changed(image, invocation);
                hasPendingMarker(image);
                simulation.functions().stream().append(image);
                continue;
            }
            if (LookupChecks.concern(image.key())) {
                lookups.changed(image, simulation.millis());
                written(image, invocation);
                continue;
            }
            if (OutageChecks.concern(image.key())) {
                outages.changed(image, invocation, simulation.millis());
                continue;
            }
            if (UndeliverableChecks.concern(image.key())) {
                undeliverable.changed(image);
                written(image, invocation);
                continue;
            }
            if (image.key().pk().startsWith(StoredItems.REMOVED_STEP)) {
                cleaning(image);
                continue;
            }
            if (sort.equals(StoredItems.SUPPRESSED_ADDRESS)) {
                image.after().ifPresent(item -> erased.refuse(image.key(), item, invocation));
                feedback.suppressionChanged(image);
                continue;
            }
            if (sort.startsWith(StoredItems.RUN)) {
                runChecks.changed(image, invocation);
                events.changed(image);
            } else if (sort.startsWith(StoredItems.ENROLLMENT) || sort.startsWith(StoredItems.INVITATION)) {
                effectChecks.changed(image, invocation, state(image.key()));
                invitationChecks.changed(image, invocation);
                messageChecks.changed(image);
                undeliverable.recordChanged(image);
                events.changed(image);
                HeldMessageChecks.check(image);
            } else if (sort.equals("USER")) {
                erased.changed(image);
                feedback.personChanged(image);
                lookups.recordChanged(image);
                messageChecks.erased(image.key());
                configurationChecks.changed(image, invocation, state(image.key()));
            } else if (!sort.equals("IDEM")) {
                configurationChecks.changed(image, invocation, state(image.key()));
            }
            written(image, invocation);
            hasPendingMarker(image);
            changed(image);
            simulation.functions().stream().append(image);
        }
        lookups.check();
        undeliverable.check();
        effectChecks.checkRuns(images);
        jobs.checkEffects(images);
        configurationChecks.checkGraph(images);
    }

    private static void expires(Image image) {
        boolean expires =
                image.after().filter(item -> item.containsKey("expiresAtEpoch")).isPresent();
        boolean mayExpire = image.key().sk().equals("IDEM") || JobChecks.expires(image.key());
        if (expires != mayExpire && image.after().isPresent()) {
            throw new Violation(Invariant.EXPIRES, image.key() + " became " + image.after());
        }
    }

    /** The schedules of a removed step are due for deletion, which is recorded until it is done. */
    private void cleaning(Image image) {
        if (image.after().isPresent()) {
            pending.add(image.key());
        } else {
            pending.remove(image.key());
        }
    }

    private static void written(Image image, HandlerInvocation invocation) {
        boolean answer = image.key().sk().equals("IDEM");
        if (invocation != null && !answer) {
            invocation.written |= image.before().isEmpty()
                    || !StoredItems.sameBut(
                            image.before().get(),
                            image.after().orElse(Map.of()),
                            Set.of(StoredItems.PENDING, StoredItems.DUE, StoredItems.DUE_AT));
        }
    }

    private void changed(Image image) {
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        if (!StoredItems.sameBut(image.before().orElse(Map.of()), after, StoredItems.FOLLOW_UP)) {
            versions.merge(image.key(), 1L, Long::sum);
        }
    }

    private void hasPendingMarker(Image image) {
        if (image.after().filter(item -> item.containsKey(StoredItems.PENDING)).isPresent()) {
            pending.add(image.key());
        } else {
            pending.remove(image.key());
        }
    }

    /** The items that are written but not published. */
    Set<Key> pending() {
        return pending;
    }

    <T> Optional<T> configurationRead(Key key, Optional<T> value) {
        configurationChecks.configurationRead(key, value, simulation.handling());
        return value;
    }

    void judging(Optional<AddToTrackStep> step) {
        simulation.handling().step = step;
    }

    /** Relay has received that item. */
    void publishing(Map<String, AttributeValue> item) {
        simulation
                .handling()
                .pendingVersions
                .put(new Key(item.get("PK").s(), item.get("SK").s()), StoredItems.version(item));
    }

    /** The channel has received a message. */
    void sent(OutgoingMessage outgoing, SendResult sendResult) {
        hours(outgoing, simulation.handling());
        outages.sent(outgoing, simulation.handling());
        invitationChecks.sent(outgoing.ref(), simulation.handling());
        if (sendResult instanceof SendResult.Accepted) {
            simulation.handling().sent = Optional.of(outgoing.ref());
        }
        feedback.sent(outgoing, sendResult);
        messageChecks.sent(outgoing, sendResult);
    }

    /** A message is not sent because of the recipient's address. */
    void addressRefused(OutgoingMessage outgoing) {
        feedback.addressRefused(outgoing);
        messageChecks.addressRefused(outgoing);
    }

    /** By the sender's clock, when it began or now: the calls between do not take half a day. */
    private void hours(OutgoingMessage outgoing, HandlerInvocation invocation) {
        Instant now = invocation.process.now();
        Instant began = now.minusMillis(simulation.millis() - invocation.startedAt);
        ZoneId zone = outgoing.to().timeZone().zone();
        if (!DisabledGuard.HOURS.isOpen(began, zone) && !DisabledGuard.HOURS.isOpen(now, zone)) {
            throw new Violation(Invariant.HOURS, outgoing.ref().id() + " at " + now + " in " + zone);
        }
    }

    /** Evaluates a cause and compares the answer with the expected one. */
    Outcome judged(StepReached cause, Supplier<Outcome> run) {
        HandlerInvocation invocation = simulation.handling();
        Set<String> expected = model.decide(cause, invocation.process.now());
        Outcome outcome = run.get();
        runChecks.answered(cause, outcome);
        String actual = ReferenceModel.words(outcome);
        if (!invocation.disturbed && !expected.contains(actual)) {
            throw new Violation(Invariant.REFERENCE, cause + ": " + actual + ", should be " + expected);
        }
        return outcome;
    }

    String enrolledDirectly(ApiRequests.Direct direct, Supplier<EnrollDirectly.Result> call) {
        return answers.enrolledDirectly(direct, call, model);
    }

    AnswerInvitation.Result answered(Invitation invitation, Supplier<AnswerInvitation.Answered> call) {
        return answers.answered(invitation, call);
    }

    String swept(Sweep.Counts counts) {
        if (simulation.calm() && counts.failures().count() > 0) {
            throw new Violation(Invariant.FAILURE, "sweep: " + counts.failures().problems());
        }
        return counts.toString();
    }

    Outcome previewed(StepReached cause, Supplier<Outcome> call) {
        return answers.previewed(cause, call, model);
    }

    /** The handler that runs begins another round. */
    void nextRound() {
        answers.nextRound(simulation.handling());
    }

    /** A handler failed with that exception. */
    void failed(HandlerInvocation invocation, RuntimeException e) {
        if (e instanceof AliasTakenException taken) {
            lookups.refused(taken, invocation);
        }
        if (REFUSALS.contains(e.getClass())) {
            if (invocation.written) {
                throw new Violation(Invariant.REFUSED, invocation.what.get() + ": " + e);
            }
            return;
        }
        answers.failed(invocation, e);
        boolean claimed = e instanceof DeliverMessage.BeingSentException || e instanceof NotRecordedYetException;
        if (!claimed && !FAILURES.contains(e.getClass())) {
            throw new Violation(Invariant.UNEXPECTED, invocation.what.get() + ": " + e);
        }
        if (!claimed && simulation.calm()) {
            throw new Violation(Invariant.FAILURE, invocation.what.get() + ": " + e);
        }
    }

    void ended(HandlerInvocation invocation, boolean done) {
        if (!done) {
            invocation.sent.ifPresent(messageChecks::ambiguous);
        }
    }

    /** A queue has moved a message to its dead-letter queue. */
    void gaveUp(String queue, Object message) {
        simulation.count(Fault.DEAD_LETTER);
        simulation.log().line(() -> queue + " moves to the dead-letter queue: " + message);
        if (simulation.calm()) {
            throw new Violation(Invariant.FAILURE, queue + " moves to the dead-letter queue: " + message);
        }
    }
}
