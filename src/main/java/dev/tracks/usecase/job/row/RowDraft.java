package dev.tracks.usecase.job.row;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit that is about to be processed, and the row that will record what became of it.
 *
 * @param participantId the person, if the unit names one who was found; an id is not looked up
 * @param key of the row
 */
public record RowDraft(
        String jobId, JobUnit unit, JobRow.Origin origin, Optional<String> participantId, String key, Instant at) {
    /** The most records in a list of the evidence (contract): a row with four full lists fits into an item of 400 kB. */
    static final int RECORDS_MAX = 200;

    /** The number of records that the evidence leaves out. */
    static final String OMITTED = "omitted";

    /** The row, without a reason. */
    public JobRow row(RowOutcome outcome, Map<String, Object> evidence) {
        return row(outcome, Optional.empty(), evidence);
    }

    /** The row. */
    public JobRow row(RowOutcome outcome, Optional<String> reason, Map<String, Object> evidence) {
        return new JobRow(jobId, key, origin, participantId, outcome, reason, shortened(evidence), at);
    }

    private static Map<String, Object> shortened(Map<String, Object> evidence) {
        Map<String, Object> shortened = new LinkedHashMap<>();
        int omitted = 0;
        for (Map.Entry<String, Object> entry : evidence.entrySet()) {
            if (entry.getValue() instanceof List<?> records && records.size() > RECORDS_MAX) {
                shortened.put(entry.getKey(), List.copyOf(records.subList(0, RECORDS_MAX)));
                omitted += records.size() - RECORDS_MAX;
            } else {
                shortened.put(entry.getKey(), entry.getValue());
            }
        }
        if (omitted > 0) {
            shortened.put(OMITTED, omitted);
        }
        return shortened;
    }

    /** The row of a person who does not exist: it names who was asked for. */
    JobRow notFound() {
        Map<String, Object> asked =
                unit.fold(person -> person.ref().evidence(), reached -> Map.of(), message -> Map.of());
        return row(RowOutcome.SKIPPED, Optional.of(SkipReason.PARTICIPANT_NOT_FOUND.wireName()), asked);
    }

    /** @throws IllegalStateException if the unit is not a step that a person has reached */
    StepReached cause() {
        return unit.fold(person -> unexpected(), JobUnit.Reached::cause, message -> unexpected());
    }

    /** @throws IllegalStateException if the unit is not a message */
    MessageRef message() {
        return unit.fold(person -> unexpected(), reached -> unexpected(), JobUnit.Message::ref);
    }

    private <T> T unexpected() {
        throw new IllegalStateException("this job is not about " + unit.key());
    }

    /** The same unit with a row of its own, beside that of its person. */
    public RowDraft apart() {
        return new RowDraft(jobId, unit, origin, participantId, unit.key(), at);
    }
}
