package dev.tracks.histories;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.StopJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests about jobs. */
final class JobRequests {
    private static final List<Creator> CREATORS =
            List.of(new Creator("root", Optional.empty(), true), new Creator("grace", Optional.of("grace"), true));
    private static final List<SkipReason> REASONS = List.of(
            SkipReason.TRACK_NOT_ACTIVE,
            SkipReason.DESTINATION_NOT_ACTIVE,
            SkipReason.STEP_DISABLED,
            SkipReason.PREVIOUSLY_STARTED,
            SkipReason.PARTICIPANT_DEACTIVATED,
            SkipReason.SOURCE_INSTANCE_NOT_FOUND);

    private JobRequests() {}

    /** Creates any job, or stops one. */
    static void any(Simulation simulation) {
        List<Job> open = simulation.oracle().jobs().open();
        if (!open.isEmpty() && simulation.random().chance(200)) {
            stop(simulation, simulation.random().one(open));
        } else {
            create(simulation);
        }
    }

    private static void create(Simulation simulation) {
        EventRandom random = simulation.random();
        List<PersonRef> people = people(random);
        spec(simulation, people).ifPresent(spec -> {
            boolean isListed = isListed(spec);
            Optional<Instant> later = random.chance(150)
                    ? Optional.of(simulation.now().plus(random.one(Duration.ofMinutes(3), Duration.ofDays(1))))
                    : Optional.empty();
            Job.Request request = new Job.Request(spec, random.chance(150), random.one(CREATORS));
            create(simulation, new CreateJob.Order(request, isListed ? people : List.of(), later));
        });
    }

    /** Creates a job. */
    static void create(Simulation simulation, CreateJob.Order order) {
        simulation.handle(
                FunctionRole.API,
                () -> "create " + order,
                process -> process.jobs()
                        .createJob()
                        .create(order, Optional.empty())
                        .job()
                        .map(Job::id));
    }

    private static void stop(Simulation simulation, Job job) {
        simulation.handle(FunctionRole.API, () -> "stop job " + job.id(), process -> {
            try {
                return process.jobs().stopJob().stop(job.id()).status().wireName();
            } catch (StopJob.EndedException ended) {
                return ended.getMessage();
            }
        });
    }

    private static Optional<JobSpec> spec(Simulation simulation, List<PersonRef> people) {
        EventRandom random = simulation.random();
        String trackId = random.one(Population.TRACKS);
        Instant since = Instant.EPOCH;
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                Optional.of(new JobSpec.Enroll(
                        trackId,
                        who(random, people),
                        random.one(ReEnrollment.NO, ReEnrollment.YES, ReEnrollment.WHEN_NOT_ACTIVE),
                        random.chance(500) ? Optional.of(MessageTemplate.parse("You're in!")) : Optional.empty()));
            case 3, 4 -> Optional.of(new JobSpec.Remove(trackId, who(random, people)));
            case 5 -> Optional.of(new JobSpec.Resend("channel_not_found", since, Optional.empty()));
            case 6 ->
                step(simulation)
                        .map(step -> new JobSpec.Rerun(
                                step.trackId(),
                                Optional.of(step.stepId()),
                                random.one(REASONS),
                                since,
                                simulation.now(),
                                List.of(step)));
            case 7 -> step(simulation).map(JobSpec.Apply::new);
            default -> step(simulation).map(step -> new JobSpec.Undo(step, since, simulation.now()));
        };
    }

    private static Optional<StepOf> step(Simulation simulation) {
        List<AddToTrackStep> steps = simulation.oracle().configurationChecks().steps();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        AddToTrackStep step = simulation.random().one(steps);
        return Optional.of(new StepOf(step.trackId(), step.id(), step.destinationTrackId()));
    }

    /** A few people; one of them twice, or one whom nobody knows. */
    private static List<PersonRef> people(EventRandom random) {
        List<PersonRef> people = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            people.add(PersonRef.of(random.chance(950) ? random.one(Population.PEOPLE) : "nobody"));
        }
        return people;
    }

    private static Who who(EventRandom random, List<PersonRef> people) {
        return switch (random.nextInt(10)) {
            case 0 -> new Who.InAudience(Audience.EVERYONE);
            case 1 ->
                new Who.InTrack(
                        random.one(Population.TRACKS),
                        random.chance(700) ? Optional.of(EnrollmentStatus.ACTIVE) : Optional.empty());
            default -> new Who.Listed(people.size());
        };
    }

    private static boolean isListed(JobSpec spec) {
        Who who = spec instanceof JobSpec.Enroll enroll
                ? enroll.who()
                : spec instanceof JobSpec.Remove remove ? remove.who() : new Who.InAudience(Audience.EVERYONE);
        return who instanceof Who.Listed;
    }
}
