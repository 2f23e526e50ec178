package dev.tracks.store.item;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of a run's item. */
class RunItemTest {
    private static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    private static final String AT = "2025-03-03T09:00:00.000Z";

    static Stream<Stored> runs() {
        return Stream.of(
                new Stored(
                        new Enroll("ada", new EnrollmentRef("week-1", 2)),
                        Map.of(
                                "status",
                                text("enrolled"),
                                "evidence",
                                map(Map.of()),
                                "enrollment",
                                map(Map.of("trackId", text("week-1"), "instance", number(2))))),
                new Stored(
                        new Invite("ada", new InvitationRef("week-1", 3)),
                        Map.of(
                                "status",
                                text("invited"),
                                "evidence",
                                map(Map.of()),
                                "invitation",
                                map(Map.of("trackId", text("week-1"), "number", number(3))))),
                new Stored(
                        new Defer("ada", NOW),
                        Map.of("status", text("deferred"), "evidence", map(Map.of()), "dueAt", text(AT))),
                new Stored(
                        new Skip(SkipReason.PREVIOUSLY_STARTED, Map.of("status", "active")),
                        Map.of(
                                "status",
                                text("skipped"),
                                "reason",
                                text("previously_started"),
                                "evidence",
                                map(Map.of("status", text("active"))))),
                new Stored(
                        new Skip(SkipReason.RUN_CANCELLED, Map.of("by", "root")),
                        Map.of(
                                "status",
                                text("cancelled"),
                                "reason",
                                text("run_cancelled"),
                                "evidence",
                                map(Map.of("by", text("root"))))));
    }

    /** A run's decision and the attributes that store it. */
    private record Stored(Decision decision, Map<String, AttributeValue> attributes) {}

    @ParameterizedTest
    @MethodSource("runs")
    void theDecisionIsReadFromTheAttributesOfItsStatus(Stored stored) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "trackId", text("day-1"),
                "stepId", text("s1"),
                "participantId", text("ada"),
                "instance", number(1),
                "enrolleeId", text("ada"),
                "reachedAt", text(AT),
                "at", text(AT),
                "trail", AttributeValue.fromL(List.of()),
                "version", number(4)));
        item.putAll(stored.attributes);

        Run run = RunItem.read(item);

        assertThat(run.decision()).isEqualTo(stored.decision);
        assertThat(run.cause()).isEqualTo(CAUSE);
        assertThat(run.enrolleeId()).contains("ada");
        assertThat(run.status().wireName())
                .isEqualTo(stored.attributes.get("status").s());
        assertThat(run.version()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theDecisionIsWrittenToTheAttributesOfItsStatus(Stored stored) {
        Run run = Run.of(CAUSE, stored.decision, Optional.empty(), NOW, Optional.empty());

        assertThat(RunItem.put(run).item()).containsAllEntriesOf(stored.attributes);
    }

    @Test
    void everyStatusIsCovered() {
        assertThat(runs().map(stored -> RunStatus.of(stored.decision))).containsExactlyInAnyOrder(RunStatus.values());
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(String.valueOf(value));
    }

    private static AttributeValue map(Map<String, AttributeValue> value) {
        return AttributeValue.fromM(value);
    }
}
