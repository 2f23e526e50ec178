package dev.tracks.store.item;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.person.ParticipantItem;
import dev.tracks.store.item.person.ParticipantReader;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Conversion of records to items and back, as in an automatic enrollment. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ItemBenchmark {
    private static final ParticipantReader PARTICIPANTS = new ParticipantReader(ZoneOffset.UTC);

    private final StepReached cause = Fixtures.cause("day-1", "s1", "ada", 1);
    private final Enrollment enrollment = Enrollment.started(
            "ada",
            new EnrollmentRef("week-1", 1),
            Fixtures.NOW,
            Source.step(cause),
            new Lineage(List.of("day-1", "week-1")));
    private final Run run = Run.of(
            cause,
            new Decision.Enroll("ada", enrollment.ref()),
            Optional.of(Fixtures.step("day-1", "s1", "week-1").build()),
            Fixtures.NOW,
            Optional.empty());
    private final Participant person = Fixtures.person("ada")
            .email("ada@example.com")
            .managedBy("grace")
            .attributes(Map.of("role", "engineer", "team", "analytics"))
            .build();
    private final Map<String, AttributeValue> personItem =
            ParticipantItem.writer(person).build();
    private final Map<String, AttributeValue> enrollmentItem = EnrollmentItem.put(
                    Fixtures.enrollment("ada", "day-1", 1), Optional.empty(), "step")
            .item();

    /** The run and the enrollment, with the {@code pending} marker. */
    @Benchmark
    public void write(Blackhole used) {
        used.consume(RunItem.put(run));
        used.consume(EnrollmentItem.put(enrollment, Optional.of(new MessageText("Well done, Ada!")), "step"));
    }

    /** The person and the source instance. */
    @Benchmark
    public void read(Blackhole used) {
        used.consume(PARTICIPANTS.read(personItem));
        used.consume(EnrollmentItem.read(enrollmentItem));
    }
}
