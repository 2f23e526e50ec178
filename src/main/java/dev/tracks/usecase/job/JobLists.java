package dev.tracks.usecase.job;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.Undeliverables;
import java.time.Instant;
import java.util.Optional;

/**
 * The lists that jobs are about, shard by shard (0 to 15) and page by page. They come from eventually consistent
 * indexes, so a job reads a record again before it changes it. A page ends early if its records are large.
 */
public interface JobLists {
    /** A page of a shard: the records to examine, and the cursor of the next page. */
    record Shard(int number, Optional<String> cursor, int limit) {}

    /** People, by name. */
    Page<Participant> participants(Shard shard);

    /** Instances of the track, oldest first. */
    Page<ListedInstance> instances(String trackId, Shard shard);

    /** The step's runs whose latest evaluation was at or after {@code from}, oldest first. */
    Page<Run> runs(String trackId, String stepId, Instant from, Shard shard);

    /** The messages that cannot be delivered, refused at or after {@code since}, oldest first; without tests. */
    Page<Undeliverables.Undeliverable> undeliverable(Instant since, Shard shard);
}
