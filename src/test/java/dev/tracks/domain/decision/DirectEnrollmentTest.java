package dev.tracks.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures.Person;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.FactsBuilder.Part;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Direct enrollments, which have no step. {@link RulesReEnrollmentTest} tests the re-enrollment policies. */
class DirectEnrollmentTest {
    private static final DirectEnrollment REQUEST = new DirectEnrollment("week-1", "ada", ReEnrollment.NO);

    /** Facts without step, source track and source instance. */
    private final FactsBuilder situation =
            new FactsBuilder().without(Part.STEP).without(Part.SOURCE).without(Part.SOURCE_INSTANCE);

    @Test
    void enrollsInTheFirstInstance() {
        assertThat(decide(situation)).isEqualTo(new Enroll("ada", new EnrollmentRef("week-1", 1)));
    }

    @Test
    void requiresAnActiveParticipantFirst() {
        situation.without(Part.DESTINATION);

        assertThat(decide(situation.ada(Person::deactivated)))
                .isEqualTo(new Skip(SkipReason.PARTICIPANT_DEACTIVATED, Map.of()));
        assertThat(decide(situation.without(Part.PARTICIPANT)))
                .isEqualTo(new Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of()));
    }

    @Test
    void requiresAnActiveTrackNext() {
        situation.instance(EnrollmentStatus.ACTIVE, Duration.ofHours(1)).destination(TrackStatus.DRAFT);

        assertThat(decide(situation)).isEqualTo(new Skip(SkipReason.DESTINATION_NOT_ACTIVE, Map.of("status", "draft")));
        assertThat(decide(situation.without(Part.DESTINATION)))
                .isEqualTo(new Skip(SkipReason.DESTINATION_NOT_FOUND, Map.of()));
    }

    private static Decision decide(FactsBuilder situation) {
        Facts facts = situation.facts();
        return Rules.decideDirect(REQUEST, facts.people().participant(), facts.destination());
    }
}
