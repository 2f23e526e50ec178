package dev.tracks.histories;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Outcome;
import dev.tracks.domain.StepReached;
import dev.tracks.store.Key;
import dev.tracks.store.MemoryTable.Image;
import dev.tracks.store.Table;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.CancelRun;
import dev.tracks.usecase.DeliverMessage;
import dev.tracks.usecase.EnrollDirectly;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.LoopException;
import dev.tracks.usecase.ManageInvitation;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Posted;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.StillContendedException;
import dev.tracks.usecase.Sweep;
import dev.tracks.usecase.Transition;
import dev.tracks.usecase.UnusableDestinationException;
import dev.tracks.usecase.UpdateEnrollment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sees every committed write, every answer and every message of a history, and holds them to the invariants. */
final class Oracle {
    private static final Set<Class<?>> REFUSALS = Set.of(
            LoopException.class,
            UnusableDestinationException.class,
            NotFoundException.class,
            StaleVersionException.class,
            ManageInvitation.NotOpenException.class,
            CancelRun.NotDeferredException.class,
            UpdateEnrollment.EndedException.class,
            ErasedException.class);
    private static final Set<Class<?>> FAILURES = Set.of(CallFailed.class, StillContendedException.class);

    private final World world;
    private final Erased erased = new Erased();
    private final Letters letters = new Letters(erased);
    private final Answers answers;
    private final Map<Key, Long> versions = new LinkedHashMap<>();
    private final Set<Key> pending = new LinkedHashSet<>();
    private final Map<String, Transition> told = new HashMap<>();
    private final Set<Transition> transitions = new LinkedHashSet<>();
    private Records records;
    private Effects effects;
    private Runs runs;
    private Reference reference;

    Oracle(World world) {
        this.world = world;
        this.answers = new Answers(world);
    }

    void bind(Table memory) {
        records = new Records(world, memory);
        effects = new Effects(world, memory, erased);
        runs = new Runs(erased);
        reference = new Reference(memory);
    }

    Records records() {
        return records;
    }

    Runs runs() {
        return runs;
    }

    Effects effects() {
        return effects;
    }

    Letters letters() {
        return letters;
    }

    Erased erased() {
        return erased;
    }

    /** A number that changes whenever the item does. */
    long state(Key key) {
        return versions.getOrDefault(key, 0L);
    }

    List<StepReached> causes() {
        return runs.causes();
    }

    List<Key> instances() {
        return effects.instances();
    }

    List<Invitation> invitations() {
        return effects.invitations();
    }

    /** What one write changed. */
    void committed(List<Image> images) {
        Handling handling = world.handling();
        for (Image image : images) {
            String sort = image.key().sk();
            expires(image);
            if (image.key().pk().startsWith(Items.REMOVED_STEP)) {
                cleaning(image);
                continue;
            }
            if (sort.startsWith(Items.RUN)) {
                runs.changed(image, handling);
            } else if (sort.startsWith(Items.ENROLLMENT) || sort.startsWith(Items.INVITATION)) {
                effects.changed(image, handling, state(image.key()));
                letters.changed(image);
                Held.check(image);
            } else if (sort.equals("USER")) {
                erased.changed(image);
                letters.erased(image.key());
                records.changed(image, handling, state(image.key()));
            } else if (!sort.equals("IDEM")) {
                records.changed(image, handling, state(image.key()));
            }
            written(image, handling);
            marked(image);
            changed(image);
            world.functions().stream().append(image);
        }
        effects.checkRuns(images);
        records.checkGraph(images);
    }

    private static void expires(Image image) {
        boolean expires =
                image.after().filter(item -> item.containsKey("expiresAtEpoch")).isPresent();
        if (expires != image.key().sk().equals("IDEM") && image.after().isPresent()) {
            throw new Violation(Invariant.EXPIRES, image.key() + " became " + image.after());
        }
    }

    /** The schedules of a removed step are to be deleted, which is noted until it is done. */
    private void cleaning(Image image) {
        if (image.after().isPresent()) {
            pending.add(image.key());
        } else {
            pending.remove(image.key());
        }
    }

    private static void written(Image image, Handling handling) {
        boolean answer = image.key().sk().equals("IDEM");
        if (handling != null && !answer) {
            handling.written |= image.before().isEmpty()
                    || !Items.sameBut(
                            image.before().get(),
                            image.after().orElse(Map.of()),
                            Set.of(Items.PENDING, Items.DUE, Items.DUE_AT));
        }
    }

    private void changed(Image image) {
        Map<String, AttributeValue> after = image.after().orElse(Map.of());
        if (!Items.sameBut(image.before().orElse(Map.of()), after, Items.FOLLOW_UP)) {
            versions.merge(image.key(), 1L, Long::sum);
        }
    }

    private void marked(Image image) {
        if (image.after().filter(item -> item.containsKey(Items.PENDING)).isPresent()) {
            pending.add(image.key());
        } else {
            pending.remove(image.key());
        }
    }

    /** What is written and not handed over. */
    Set<Key> pending() {
        return pending;
    }

    <T> Optional<T> saw(Key key, Optional<T> value) {
        records.saw(key, value, world.handling());
        return value;
    }

    void judging(Optional<AddToTrackStep> step) {
        world.handling().step = step;
    }

    /** Relay was given that item. */
    void handingOver(Map<String, AttributeValue> item) {
        world.handling().marks.put(new Key(item.get("PK").s(), item.get("SK").s()), Items.version(item));
    }

    /** The channel was given a message. */
    void posted(Letter letter, Posted posted) {
        hours(letter, world.handling());
        if (posted instanceof Posted.Accepted) {
            world.handling().sent = Optional.of(letter.ref());
        }
        letters.posted(letter, posted);
    }

    /** By the clock of whoever sends it, when it began or now: the calls between do not take half a day. */
    private void hours(Letter letter, Handling handling) {
        Instant now = handling.process.now();
        Instant began = now.minusMillis(world.millis() - handling.startedAt);
        ZoneId zone = letter.to().timeZone();
        if (!Sabotage.HOURS.isOpen(began, zone) && !Sabotage.HOURS.isOpen(now, zone)) {
            throw new Violation(Invariant.HOURS, letter.ref().id() + " at " + now + " in " + zone);
        }
    }

    /** Runs a cause and compares the answer with what it should be. */
    Outcome judged(StepReached cause, Supplier<Outcome> run) {
        Handling handling = world.handling();
        Set<String> expected = reference.decide(cause, handling.process.now());
        Outcome outcome = run.get();
        runs.answered(cause, outcome);
        String actual = Reference.words(outcome);
        if (!handling.disturbed && !expected.contains(actual)) {
            throw new Violation(Invariant.REFERENCE, cause + ": " + actual + ", should be " + expected);
        }
        return outcome;
    }

    String enrolledDirectly(Requests.Direct direct, Supplier<EnrollDirectly.Result> call) {
        return answers.enrolledDirectly(direct, call, reference);
    }

    AnswerInvitation.Result answered(Invitation invitation, Supplier<AnswerInvitation.Answered> call) {
        return answers.answered(invitation, call);
    }

    String swept(Sweep.Counts counts) {
        if (world.calm() && counts.failed() > 0) {
            throw new Violation(Invariant.FAILURE, "sweep: " + counts.problems());
        }
        return counts.toString();
    }

    /** Whether others were told of a transition of that name, of the invitation. */
    boolean told(String name, Invitation invitation) {
        return transitions.stream()
                .anyMatch(once -> once.name().equals(name)
                        && once.participantId().equals(invitation.participantId())
                        && once.invitation().equals(Optional.of(invitation.ref())));
    }

    /** Others were told of that transition. */
    boolean told(Transition once) {
        transitions.add(once);
        Transition before = told.putIfAbsent(once.id(), once);
        if (before != null && !before.equals(once)) {
            throw new Violation(Invariant.EVENT, once.id() + " told " + before + ", then " + once);
        }
        return true;
    }

    /** A handler failed with that exception. */
    void failed(Handling handling, RuntimeException e) {
        if (REFUSALS.contains(e.getClass())) {
            if (handling.written) {
                throw new Violation(Invariant.REFUSED, handling.what.get() + ": " + e);
            }
            return;
        }
        boolean claimed = e instanceof DeliverMessage.BeingSentException;
        if (!claimed && !FAILURES.contains(e.getClass())) {
            throw new Violation(Invariant.UNEXPECTED, handling.what.get() + ": " + e);
        }
        if (!claimed && world.calm()) {
            throw new Violation(Invariant.FAILURE, handling.what.get() + ": " + e);
        }
    }

    void ended(Handling handling, boolean done) {
        if (!done) {
            handling.sent.ifPresent(letters::ambiguous);
        }
    }

    /** A queue has put a message aside. */
    void gaveUp(String queue, Object message) {
        world.count(Fault.DEAD_LETTER);
        world.log().line(() -> queue + " gives up " + message);
        if (world.calm()) {
            throw new Violation(Invariant.FAILURE, queue + " gives up " + message);
        }
    }
}
