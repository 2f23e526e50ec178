package dev.tracks.usecase.sweep;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueErasure;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.outbox.DueItem.DueRun;
import dev.tracks.usecase.outbox.DueItem.RemovedStep;
import dev.tracks.usecase.outbox.DueJob;
import dev.tracks.usecase.outbox.DueLane;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.people.EraseParticipant;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs every minute: publishes what the stream did not publish, and processes what is due by time. A failing
 * item does not stop the others.
 */
@Singleton
public final class Sweep {
    /**
     * How long a due run is not swept again after it was enqueued, so that a stuck run is not enqueued by every
     * sweep.
     */
    static final Duration POSTPONED_FOR = Duration.ofMinutes(15);

    /**
     * Held messages are enqueued at this rate, so that those whose holds end together, such as after an outage, neither
     * exceed the channel's rate limit nor keep others waiting in the queue. A sweep enqueues those of a minute.
     */
    static final int MESSAGES_PER_SECOND = 4;

    static final int MESSAGES_PER_SWEEP = 60 * MESSAGES_PER_SECOND;

    /**
     * The held messages that a sweep enqueues during an outage; one of them is sent as the probe. Several, because some
     * need not be sent any more, or not now.
     */
    static final int PROBES_PER_SWEEP = 5;

    private static final String SWEEP = "sweep";

    /**
     * The result of a sweep.
     *
     * @param published unpublished items that were published
     * @param moved deferred runs that were enqueued
     * @param reminded invitations whose reminder was enqueued
     * @param messages the held messages whose hold ended
     * @param expired invitations that were recorded as expired
     * @param upkeep the items that were completed after an interruption or a removal
     * @param failures the items that failed; they stay due
     */
    public record Counts(
            int published,
            int moved,
            int reminded,
            HeldMessages messages,
            int expired,
            Upkeep upkeep,
            Failures failures) {}

    /**
     * The items that were completed after an interruption or a removal.
     *
     * @param erased people whose erasure was repeated
     * @param cleaned removed steps of which schedules were deleted, all or some
     * @param resumed scheduled jobs and lanes of jobs that were started, continued or ended
     */
    public record Upkeep(int erased, int cleaned, int resumed) {
        public int sum() {
            return erased + cleaned + resumed;
        }
    }

    /**
     * The held messages whose hold ended.
     *
     * @param opened those that were enqueued
     * @param waiting those that stay held, because the channel is down or others go first
     * @param outage the channel's outage when the sweep began
     */
    public record HeldMessages(int opened, int waiting, Optional<Outage> outage) {}

    /**
     * The items that a sweep could not process.
     *
     * @param count the number of failed items
     * @param problems failed items with their errors, at most 20
     */
    public record Failures(int count, List<String> problems) {}

    private final ChannelState channelState;
    private final Outbox outbox;
    private final OutboxPublisher publisher;
    private final Invitations invitations;
    private final CloseInvitations closeInvitations;
    private final EraseParticipant erasure;
    private final Queues queues;
    private final DeleteSchedules deleteSchedules;
    private final ResumeJobs resumeJobs;
    private final InstantSource clock;

    public Sweep(
            ChannelState channelState,
            Outbox outbox,
            OutboxPublisher publisher,
            Invitations invitations,
            CloseInvitations closeInvitations,
            EraseParticipant erasure,
            Queues queues,
            DeleteSchedules deleteSchedules,
            ResumeJobs resumeJobs,
            InstantSource clock) {
        this.channelState = channelState;
        this.outbox = outbox;
        this.publisher = publisher;
        this.invitations = invitations;
        this.closeInvitations = closeInvitations;
        this.erasure = erasure;
        this.queues = queues;
        this.deleteSchedules = deleteSchedules;
        this.resumeJobs = resumeJobs;
        this.clock = clock;
    }

    /**
     * Sweeps until nothing is due or {@code mayContinue} is false.
     *
     * @param firstShard the shard to begin with, so that no shard starves if every sweep is stopped early
     */
    public Counts sweep(int firstShard, BooleanSupplier mayContinue) {
        Instant now = Timestamps.now(clock);
        Tally tally = new Tally(now, channelState.outage());
        for (int i = 0; i < Outbox.SHARDS && mayContinue.getAsBoolean(); i++) {
            try (Stream<DueItem> due = outbox.due(Math.floorMod(firstShard + i, Outbox.SHARDS), now)) {
                for (Iterator<DueItem> items = due.iterator(); mayContinue.getAsBoolean() && items.hasNext(); ) {
                    tally.process(items.next());
                }
            }
        }
        return tally.counts();
    }

    private final class Tally implements DueItem.DueByTime.Visitor {
        private static final int PROBLEMS_MAX = 20;

        private int published;
        private int moved;
        private int reminded;
        private int opened;
        private int waiting;
        private int expired;
        private int erased;
        private int cleaned;
        private int resumed;
        private int failed;
        private final List<String> problems = new ArrayList<>();
        private final Instant now;
        private final Optional<Outage> outage;

        Tally(Instant now, Optional<Outage> outage) {
            this.now = now;
            this.outage = outage;
        }

        void process(DueItem item) {
            try {
                handle(item);
            } catch (RuntimeException e) {
                problem(item.key() + ": " + e);
            }
        }

        private void handle(DueItem item) {
            item.visit(
                    pending -> {
                        publisher.publish(pending);
                        published++;
                    },
                    due -> due.accept(this),
                    unreadable -> problem(unreadable.key() + ": " + unreadable.problem()));
        }

        @Override
        public void run(DueRun due) {
            queues.sendReached(List.of(due.run().cause()));
            outbox.postpone(due, now.plus(POSTPONED_FOR));
            moved++;
        }

        @Override
        public void invitation(DueInvitation due) {
            Invitation invitation = due.invitation();
            if (!invitation.isOpen(now)) {
                invitations.save(invitation.expired(now), SWEEP);
                expired++;
            } else if (closeInvitations.beforeReminder(invitation)) {
                queues.sendMessage(MessageRef.of(MessageKind.REMINDER, invitation));
                invitations.recordReminder(invitation.reminded(now), due.heldUntil());
                reminded++;
            }
        }

        @Override
        public void message(DueMessage due) {
            if (opened < (outage.isPresent() ? PROBES_PER_SWEEP : MESSAGES_PER_SWEEP) || hidesAnother(due)) {
                int turn = Math.min(opened, MESSAGES_PER_SWEEP - 1);
                queues.sendMessageAfter(Duration.ofSeconds(turn / MESSAGES_PER_SECOND), due.message());
                outbox.clearHold(due);
                opened++;
            } else {
                waiting++;
            }
        }

        /** While the message is held, its record is not found for the other reason for which it is due. */
        private boolean hidesAnother(DueMessage due) {
            return due.next().filter(next -> !next.isAfter(now)).isPresent();
        }

        @Override
        public void erasure(DueErasure due) {
            erasure.repeat(due.participantId());
            erased++;
        }

        @Override
        public void removedStep(RemovedStep due) {
            deleteSchedules.delete(due);
            cleaned++;
        }

        @Override
        public void job(DueJob due) {
            resumeJobs.start(due);
            resumed++;
        }

        @Override
        public void lane(DueLane due) {
            resumeJobs.resume(due, now);
            resumed++;
        }

        private void problem(String text) {
            failed++;
            if (problems.size() < PROBLEMS_MAX) {
                problems.add(text);
            }
        }

        Counts counts() {
            return new Counts(
                    published,
                    moved,
                    reminded,
                    new HeldMessages(opened, waiting, outage),
                    expired,
                    new Upkeep(erased, cleaned, resumed),
                    new Failures(failed, List.copyOf(problems)));
        }
    }
}
