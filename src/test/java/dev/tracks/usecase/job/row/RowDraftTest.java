package dev.tracks.usecase.job.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.RowOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowDraftTest {
    private final JobUnit unit = JobUnit.Person.found("ada");
    private final RowDraft draft =
            new RowDraft("job-1", unit, new JobRow.Origin(0, 1, unit.key()), Optional.of("ada"), "ada", Fixtures.NOW);

    @Test
    void evidenceWithinTheLimitIsUnchanged() {
        Map<String, Object> evidence = Map.of("enrollments", numbers(RowDraft.RECORDS_MAX), "trackId", "week-1");

        assertThat(draft.row(RowOutcome.REMOVED, evidence).evidence()).isEqualTo(evidence);
    }

    @Test
    void ofLongerListsTheFirstRecordsAreKeptAndTheOthersCounted() {
        Map<String, Object> evidence = Map.of("enrollments", numbers(203), "runs", numbers(1000), "trackId", "week-1");

        assertThat(draft.row(RowOutcome.REMOVED, evidence).evidence())
                .isEqualTo(
                        Map.of("enrollments", numbers(200), "runs", numbers(200), "trackId", "week-1", "omitted", 803));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
