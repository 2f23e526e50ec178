package dev.tracks.bench.growth.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.Template;
import dev.tracks.bench.growth.input.Deployment.Consumer;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    @TempDir
    private Path folder;

    @Test
    void allLimitsAreThoseOfTheTemplate() throws JsonProcessingException {
        Template template = new Template(new ObjectMapper().readTree("""
                {"Resources": {
                  "BatchMapping": {"Properties": {"ScalingConfig": {"MaximumConcurrency": 1}}},
                  "ReachedQueue": {"Properties": {"VisibilityTimeout": 2, "RedrivePolicy": {"maxReceiveCount": 3}}},
                  "DeliverMapping": {"Properties": {"ScalingConfig": {"MaximumConcurrency": 4}}},
                  "MessagesQueue": {"Properties": {"VisibilityTimeout": 5, "RedrivePolicy": {"maxReceiveCount": 6}}},
                  "RelayMapping": {"Properties": {"ParallelizationFactor": 7}},
                  "StepFunction": {"Properties": {"EventInvokeConfig": {"MaximumRetryAttempts": 8}}}}}
                """));

        assertThat(Deployment.of(template))
                .isEqualTo(new Deployment(new Consumer(1, 2, 3), new Consumer(4, 5, 6), 7, 8));
        assertThat(Deployment.of(Template.read()).lanes()).isPositive();
    }

    @Test
    void countsAreReadAsTheyWereWritten() throws IOException {
        Footprint step = new Footprint(
                Map.of("PutItem", 2),
                List.of(new KeyUnits("TABLE", "USER", 1.5, 6), new KeyUnits("GSI1", "TRACK", 0, 2)));
        Footprint relay = new Footprint(Map.of(), List.of(new KeyUnits("GSI1", "TRACK", 0, 1)));
        Path file = folder.resolve("units.json");
        new Counts(Map.of("enrollment", Map.of("step", step, "relay", relay))).write(file);
        Counts counts = Counts.read(file);

        assertThat(counts.of("enrollment", "step")).isEqualTo(step);
        assertThat(counts.writes("enrollment", "GSI1", "TRACK")).isEqualTo(3);
        assertThat(counts.writes("enrollment", "GSI1")).isEqualTo(3);
        assertThat(counts.writes("enrollment", "TABLE")).isEqualTo(6);
        assertThat(counts.writes("enrollment", "GSI1", "USER")).isZero();
        assertThat(counts.writes("deferral", "GSI1", "TRACK")).isZero();
        assertThatThrownBy(() -> counts.of("enrollment", "deliver"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("enrollment, deliver");
    }
}
