package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobSpec.Remove;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.TrackStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** People in tracks, and jobs that remove them. */
abstract class RemovesOverTable extends RowsOverTable {
    @BeforeEach
    void tracks() {
        Stream.of("day-1", "week-1", "month-1").forEach(id -> save(id, TrackStatus.ACTIVE));
    }

    static Remove remove(Who who) {
        return new Remove("week-1", who);
    }

    Job job(String... people) {
        List<PersonRef> listed = Stream.of(people).map(PersonRef::of).toList();
        advance();
        return create(remove(new Who.Listed(listed.size())), listed);
    }

    Job removed(String... people) {
        Job job = job(people);
        work(job);
        return job;
    }

    /** A deferred run of the person's first instance of the track. */
    StepReached deferred(Step step, String trackId, String stepId, String participantId) {
        ports.with(step.delay(Fixtures.delay(7, SpanUnit.DAYS)).build());
        StepReached cause = Fixtures.cause(trackId, stepId, participantId, 1);
        assertThat(ports.runStep().run(cause).decision()).isEqualTo(RunStatus.DEFERRED);
        return cause;
    }

    Run run(StepReached cause) {
        return ports.ledger.read(cause, Optional.empty()).run().orElseThrow();
    }

    Invitation invited(String participantId) {
        ports.with(Fixtures.step("day-1", "invite", "week-1").manual("Join!").build());
        ports.runStep().run(Fixtures.cause("day-1", "invite", participantId, 1));
        return invitation(participantId);
    }

    Invitation invitation(String participantId) {
        return ports.invitations
                .invitation(participantId, new InvitationRef("week-1", 1))
                .orElseThrow();
    }

    static Map<String, Object> evidence(StepReached cause) {
        return Map.of(
                "trackId", cause.trackId(),
                "stepId", cause.stepId(),
                "instance", cause.instance(),
                "participantId", cause.participantId());
    }

    void startedNow(String participantId, int instance) {
        Enrollment like = Fixtures.enrollment(participantId, "week-1", instance);
        ports.with(Enrollment.started(participantId, like.ref(), ports.clock.instant(), like.source(), like.lineage()));
    }
}
