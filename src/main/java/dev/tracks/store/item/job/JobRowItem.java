package dev.tracks.store.item.job;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row of a job as an item. */
public final class JobRowItem {
    /** How long rows, lanes and lists are kept (contract). */
    public static final Duration KEPT_FOR = Duration.ofDays(90);

    private JobRowItem() {}

    public static Write.Put put(JobRow row) {
        ItemWriter writer = ItemWriter.at(Keys.row(row.jobId(), row.key()))
                .text("jobId", row.jobId())
                .text("key", row.key())
                .number("lane", row.origin().lane())
                .number("selection", row.origin().selection())
                .text("unit", row.origin().unit())
                .text("participantId", row.participantId())
                .name("outcome", row.outcome())
                .text("reason", row.reason())
                .json("evidence", row.evidence())
                .time("at", row.at())
                .number(Items.EXPIRES_AT_EPOCH, row.at().plus(KEPT_FOR).getEpochSecond());
        return new Write.Put(writer.build(), Check.of(Condition.JOB_ROW_IS_NEW));
    }

    public static JobRow read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new JobRow(
                reader.text("jobId"),
                reader.text("key"),
                new JobRow.Origin((int) reader.number("lane"), reader.number("selection"), reader.text("unit")),
                reader.optionalText("participantId"),
                reader.name("outcome", RowOutcome.class),
                reader.optionalText("reason"),
                reader.json("evidence"),
                reader.time("at"));
    }
}
