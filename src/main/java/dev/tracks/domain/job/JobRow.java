package dev.tracks.domain.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a job did to one person, or to one of the person's records. It is written once and never changes.
 *
 * @param key identifies the row within the job: the person, and the record if a person has several; for an entry of
 *     the request's list that led to no person of its own, its position, {@code #17}
 * @param participantId the person; empty if nobody was found
 * @param reason of the outcome, if it has one
 */
public record JobRow(
        String jobId,
        String key,
        Origin origin,
        Optional<String> participantId,
        RowOutcome outcome,
        Optional<String> reason,
        Map<String, Object> evidence,
        Instant at) {
    /**
     * The unit that the row was written for. A row is counted where it was written.
     *
     * @param lane and its selection, which is the same in every repeat of a page
     */
    public record Origin(int lane, long selection, String unit) {}
}
