package dev.tracks.usecase.view.report;

import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.view.Period;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the people who started a track, or reached one of its steps, in a period.
 *
 * @param steps in the order of their ids
 * @param complete whether all numbers are exact; if not, the others are lower bounds
 */
public record TrackReport(
        String trackId, Period period, Instances instances, List<StepReport> steps, boolean complete) {
    /**
     * The instances that were started in the period, by their present status.
     *
     * @param daysToCompletion the median time from start to end of those that are completed
     * @param complete whether all of them were read
     */
    public record Instances(
            Map<EnrollmentStatus, Integer> byStatus, Optional<BigDecimal> daysToCompletion, boolean complete) {
        public int started() {
            return sum(byStatus);
        }
    }

    /**
     * The runs of a step that were first evaluated in the period, by the result of their latest evaluation.
     *
     * @param skipped the skipped runs by reason
     * @param answers the invited runs by the status of the latest invitation of their cause
     * @param daysToJoin the median time from an invitation to its acceptance, of those that were accepted
     * @param complete whether all of the runs and invitations were read
     */
    public record StepReport(
            String stepId,
            Optional<String> title,
            Map<RunStatus, Integer> byStatus,
            Map<SkipReason, Integer> skipped,
            Map<InvitationStatus, Integer> answers,
            Optional<BigDecimal> daysToJoin,
            boolean complete) {
        public int reached() {
            return sum(byStatus);
        }
    }

    /** How often each value occurs; 0 for a value that does not. */
    static <E extends Enum<E>> Map<E, Integer> counts(Class<E> type, Stream<E> values) {
        Map<E, Integer> counts = new EnumMap<>(type);
        Stream.of(type.getEnumConstants()).forEach(value -> counts.put(value, 0));
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
