package dev.tracks.store.item;

import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.KeyParts;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts a run to its item and back. A run is written without the {@code pending} marker: {@code relay} publishes it
 * from the stream's record of the write, and sets the marker only if that fails.
 */
public final class RunItem {
    private RunItem() {}

    /** Puts the first version of the run, or replaces the version before it. */
    public static Write.Put put(Run run) {
        Check check = run.version() == 1
                ? Check.of(Condition.RUN_IS_NEW)
                : Check.version(Condition.RUN_UNCHANGED, run.version() - 1);
        return new Write.Put(item(run), check);
    }

    private static Map<String, AttributeValue> item(Run run) {
        StepReached cause = run.cause();
        int shard = Keys.shard(cause.participantId());
        ItemWriter writer = ItemWriter.at(Keys.run(cause))
                .index(Index.GSI1, Keys.ofStep(cause.trackId(), cause.stepId(), shard), Keys.time(run.at()))
                .cause(cause)
                .name("status", run.status())
                .text("reason", run.reason().map(SkipReason::wireName))
                .json("evidence", run.evidence())
                .text("destinationTrackId", run.destinationTrackId())
                .text("enrolleeId", run.enrolleeId())
                .map("enrollment", run.enrollment().map(RunItem::enrollment))
                .map("invitation", run.invitation().map(RunItem::invitation))
                .time("reachedAt", run.reachedAt())
                .time("dueAt", run.dueAt())
                .time("at", run.at())
                .list("trail", run.trail().stream().map(TrailItem::writer).toList())
                .number(Items.VERSION, run.version());
        if (run.status() == RunStatus.DEFERRED) {
            writer.index(Index.GSI2, Keys.due(shard), Keys.time(overdue(run)));
        }
        run.enrolleeId()
                .filter(enrollee -> !enrollee.equals(run.cause().participantId()))
                .ifPresent(enrollee -> writer.index(Index.GSI3, Keys.enrollee(enrollee), Keys.time(run.at())));
        return writer.build();
    }

    /** When a deferred run is due for the sweep, in case its schedule is lost. */
    private static Instant overdue(Run run) {
        return run.dueAt().orElseThrow().plus(PendingMarker.SCHEDULE_GRACE);
    }

    /** Sets {@code pending} on a version of a run that the stream could not publish. */
    public static Write.Update markPending(StepReached cause, long version, Instant now) {
        return new Write.Update(
                Keys.run(cause),
                PendingMarker.of(PendingMarker.UNPUBLISHED, cause.participantId(), now),
                Set.of(),
                Check.version(Condition.RUN_UNCHANGED, version));
    }

    /** Clears {@code pending}. A deferred run is due for the sweep again. */
    public static Write.Update clearPending(Run run) {
        Key key = Keys.run(run.cause());
        Check unchanged = Check.version(Condition.RUN_UNCHANGED, run.version());
        return run.status() == RunStatus.DEFERRED
                ? PendingMarker.clear(key, overdue(run), unchanged)
                : PendingMarker.clear(key, unchanged);
    }

    /** Removes the evidence of a run whose person was erased; empty if it has none. */
    public static Optional<Write> blanked(Map<String, AttributeValue> item) {
        Run run = read(item);
        List<TrailEntry> trail = run.trail().stream().map(TrailEntry::blanked).toList();
        if (run.evidence().isEmpty() && trail.equals(run.trail())) {
            return Optional.empty();
        }
        Map<String, AttributeValue> set = ItemWriter.map()
                .json("evidence", Map.of())
                .list("trail", trail.stream().map(TrailItem::writer).toList())
                .build();
        Check unchanged = Check.version(Condition.RUN_UNCHANGED, run.version());
        return Optional.of(new Write.Update(Items.key(item), set, Set.of(), unchanged));
    }

    private static ItemWriter enrollment(EnrollmentRef ref) {
        return ItemWriter.map().text("trackId", ref.trackId()).number("instance", ref.instance());
    }

    private static ItemWriter invitation(InvitationRef ref) {
        return ItemWriter.map().text("trackId", ref.trackId()).number("number", ref.number());
    }

    /** The run that the item stores. */
    public static Run read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Run(
                reader.cause(),
                decision(reader),
                reader.optionalText("destinationTrackId"),
                reader.optionalText("enrolleeId"),
                new Run.Times(reader.time("reachedAt"), reader.optionalTime("dueAt"), reader.time("at")),
                reader.maps("trail").stream().map(TrailItem::read).toList(),
                reader.number(Items.VERSION));
    }

    /**
     * The run of an entry of the first index. Its trail has only the latest entry, and its version is 0, with which it
     * cannot be written.
     */
    public static Run listed(Map<String, AttributeValue> entry) {
        ItemReader reader = new ItemReader(entry);
        KeyParts keys = new KeyParts(entry);
        return Run.listed(
                keys.cause(),
                decision(reader),
                reader.optionalText("destinationTrackId"),
                reader.optionalText("enrolleeId"),
                new Run.Times(reader.time("reachedAt"), reader.optionalTime("dueAt"), keys.time(Index.GSI1)));
    }

    private static Decision decision(ItemReader reader) {
        Map<String, Object> evidence = reader.json("evidence");
        return switch (reader.name("status", RunStatus.class)) {
            case ENROLLED -> new Enroll(reader.text("enrolleeId"), enrollment(reader.map("enrollment")), evidence);
            case INVITED -> new Invite(reader.text("enrolleeId"), invitation(reader.map("invitation")), evidence);
            case DEFERRED -> new Defer(reader.text("enrolleeId"), reader.time("dueAt"), evidence);
            case SKIPPED -> new Skip(reader.name("reason", SkipReason.class), evidence);
            case CANCELLED -> new Skip(SkipReason.RUN_CANCELLED, evidence);
        };
    }

    private static EnrollmentRef enrollment(ItemReader ref) {
        return new EnrollmentRef(ref.text("trackId"), (int) ref.number("instance"));
    }

    private static InvitationRef invitation(ItemReader ref) {
        return new InvitationRef(ref.text("trackId"), (int) ref.number("number"));
    }
}
