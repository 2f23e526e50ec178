package dev.tracks.store.item.job;

import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.Lane.Page;
import dev.tracks.domain.job.Lane.Position;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.outbox.PendingLane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A lane of a job as an item. It is also the outbox for the record of its next page. */
public final class LaneItem {
    /** How long a page may take before the sweep enqueues it again. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    private static final String PAGE = "page";

    private LaneItem() {}

    /**
     * Puts a new lane, in the transaction that starts its job, or replaces the version before it. A lane that has ended is
     * not enqueued: the sweep looks at it once more.
     *
     * @param at when the page before it has ended
     * @param expiry when the lane is deleted, in seconds since 1970
     */
    public static Write.Put put(Lane lane, Instant at, long expiry) {
        Check check = lane.version() == 1
                ? Check.of(Condition.ALWAYS)
                : Check.version(Condition.LANE_UNCHANGED, lane.version() - 1);
        ItemWriter writer = ItemWriter.at(Keys.lane(lane.jobId(), lane.number()))
                .text("jobId", lane.jobId())
                .number("lane", lane.number())
                .number(PAGE, lane.page().number())
                .number("selection", lane.page().selection())
                .list("units", lane.page().units().stream().map(UnitItem::write).toList())
                .number("part", lane.position().part())
                .text("cursor", lane.position().cursor())
                .flag("last", lane.position().last())
                .flag("ended", lane.ended())
                .time("at", at)
                .number(Items.VERSION, lane.version())
                .number(Items.EXPIRES_AT_EPOCH, expiry);
        JobItem.tally(writer, lane.tally());
        if (lane.ended()) {
            writer.index(Index.GSI2, Keys.due(Keys.shard(lane.jobId())), Keys.time(at.plus(GRACE)));
        } else {
            writer.all(PendingMarker.of(PAGE, lane.jobId(), at));
        }
        return new Write.Put(writer.build(), check);
    }

    public static Lane read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        List<JobUnit> units = reader.maps("units").stream().map(UnitItem::read).toList();
        return new Lane(
                reader.text("jobId"),
                (int) reader.number("lane"),
                new Page(reader.number(PAGE), reader.number("selection"), units),
                new Position((int) reader.number("part"), reader.optionalText("cursor"), reader.flag("last")),
                JobItem.tally(reader),
                reader.flag("ended"),
                reader.number(Items.VERSION));
    }

    public static PendingLane pending(Map<String, AttributeValue> item) {
        return new PendingLane(read(item), new ItemReader(item).time("at"));
    }

    /** Clears {@code pending}. The lane becomes due for the sweep later, in case its record is lost. */
    public static Write.Update clearPending(PendingLane item) {
        return PendingMarker.clear(
                Keys.lane(item.lane().jobId(), item.lane().number()), item.at().plus(GRACE), unchanged(item.lane()));
    }

    /** The lane is due again later; one that has ended is not. */
    public static Write.Update postpone(Lane lane, Instant now) {
        Map<String, AttributeValue> later =
                lane.ended() ? Map.of() : Map.of(Index.GSI2.sort(), Items.time(now.plus(GRACE)));
        Set<String> remove = lane.ended() ? Set.of(Index.GSI2.partition(), Index.GSI2.sort()) : Set.of();
        return new Write.Update(Keys.lane(lane.jobId(), lane.number()), later, remove, unchanged(lane));
    }

    private static Check unchanged(Lane lane) {
        return Check.version(Condition.LANE_UNCHANGED, lane.version());
    }
}
