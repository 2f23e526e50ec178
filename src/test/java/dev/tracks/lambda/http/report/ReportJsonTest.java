package dev.tracks.lambda.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.00", "10.00", "10000.00", "0.01"})
    void aMedianIsWrittenWithoutAnExponent(String days) {
        Period period = new Period(Fixtures.NOW, Fixtures.NOW.plusMillis(1));
        TrackReport.Instances instances = new TrackReport.Instances(Map.of(), Optional.of(new BigDecimal(days)), true);

        String json = Json.text(ReportJson.write(new TrackReport("day-1", period, instances, List.of(), true)));

        assertThat(json).contains("\"medianDaysToCompletion\":" + days + ",");
    }
}
