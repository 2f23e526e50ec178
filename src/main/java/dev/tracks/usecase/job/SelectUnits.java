package dev.tracks.usecase.job;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.Lane.Position;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.job.JobLists.Shard;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Selects the units of a lane's next page. Lane <em>n</em> reads shard <em>n</em> of the lists of its job. */
@Singleton
final class SelectUnits {
    /** The most lists pages that one selection reads: where few records match, a page can have fewer units. */
    private static final int READS = 20;

    /** The units of the next page, and where the selection after it begins. */
    record Selected(List<JobUnit> units, Position next) {}

    private final Jobs jobs;
    private final JobLists lists;
    private final Configuration configuration;

    SelectUnits(Jobs jobs, JobLists lists, Configuration configuration) {
        this.jobs = jobs;
        this.lists = lists;
        this.configuration = configuration;
    }

    Selected after(Job job, Lane lane) {
        Selected selected = new Selected(List.of(), lane.position());
        for (int i = 0;
                i < READS && selected.units().isEmpty() && !selected.next().last();
                i++) {
            selected = job.spec().accept(new Reader(job, lane, selected.next()));
        }
        return selected;
    }

    /** Reads one page of one list. */
    private final class Reader implements JobSpec.Visitor<Selected> {
        private final Job job;
        private final Lane lane;
        private final Position position;

        Reader(Job job, Lane lane, Position position) {
            this.job = job;
            this.lane = lane;
            this.position = position;
        }

        @Override
        public Selected enroll(JobSpec.Enroll spec) {
            return people(spec.who());
        }

        @Override
        public Selected remove(JobSpec.Remove spec) {
            return people(spec.who());
        }

        @Override
        public Selected rerun(JobSpec.Rerun spec) {
            if (spec.steps().isEmpty()) {
                return new Selected(List.of(), Position.END);
            }
            StepOf step = spec.steps().get(position.part());
            Predicate<Run> skipped =
                    run -> run.status() == RunStatus.SKIPPED && run.reason().equals(Optional.of(spec.reason()));
            Instant start = job.times().startedAt().orElseThrow();
            // A run that is skipped again after the start, also by this job, moves to the end of the list.
            Instant until = spec.until().isBefore(start) ? spec.until() : start;
            return runs(step, spec.since(), until, skipped, spec.steps().size());
        }

        @Override
        public Selected undo(JobSpec.Undo spec) {
            Predicate<Run> effective = run -> run.status() != RunStatus.SKIPPED && run.status() != RunStatus.CANCELLED;
            return runs(spec.step(), spec.from(), spec.to(), effective, 1);
        }

        /** Oldest first. A run that is evaluated meanwhile moves to the end, past {@code until}. */
        private Selected runs(StepOf step, Instant from, Instant until, Predicate<Run> filter, int parts) {
            Page<Run> page = lists.runs(step.trackId(), step.stepId(), from, shard());
            List<Run> before =
                    page.data().stream().filter(run -> run.at().isBefore(until)).toList();
            boolean over = before.size() < page.data().size();
            List<JobUnit> units = before.stream()
                    .filter(filter)
                    .<JobUnit>map(run -> new JobUnit.Reached(run.cause()))
                    .toList();
            return new Selected(units, next(over ? Optional.empty() : page.nextCursor(), parts));
        }

        @Override
        public Selected apply(JobSpec.Apply spec) {
            boolean byCompletion = configuration
                    .step(spec.step().trackId(), spec.step().stepId())
                    .filter(step -> step.value().reachedBy() == ReachedBy.TRACK_COMPLETION)
                    .isPresent();
            EnrollmentStatus status = byCompletion ? EnrollmentStatus.COMPLETED : EnrollmentStatus.ACTIVE;
            return units(
                    lists.instances(spec.step().trackId(), shard()),
                    instance -> instance.status() == status,
                    instance -> new JobUnit.Reached(new StepReached(
                            spec.step().trackId(),
                            spec.step().stepId(),
                            instance.participantId(),
                            instance.ref().instance())));
        }

        @Override
        public Selected resend(JobSpec.Resend spec) {
            Predicate<Undeliverable> wanted = entry -> entry.refusal().error().equals(spec.error())
                    && spec.track()
                            .filter(trackId -> !trackId.equals(entry.message().trackId()))
                            .isEmpty();
            return units(
                    lists.undeliverable(spec.since(), shard()), wanted, entry -> new JobUnit.Message(entry.message()));
        }

        private Selected people(Who who) {
            return who.fold(this::listed, this::audience, this::inTrack);
        }

        /** The lanes share the parts of the list: lane 0 has the parts 0, 16, 32 and so on. */
        private Selected listed(Who.Listed who) {
            int part = lane.number() + position.part() * Lane.MAX;
            List<PersonRef> people = jobs.listed(job.id(), part);
            int from = position.cursor().map(Integer::parseInt).orElse(0);
            int to = Math.min(from + Lane.PAGE, people.size());
            List<JobUnit> units = IntStream.range(from, to)
                    .<JobUnit>mapToObj(i -> new JobUnit.Person(people.get(i), part * Jobs.LISTED_PART + i))
                    .toList();
            boolean isLast = to == people.size() && (part + Lane.MAX) * Jobs.LISTED_PART >= who.count();
            Position next = to < people.size()
                    ? new Position(position.part(), Optional.of(Integer.toString(to)), false)
                    : new Position(position.part() + 1, Optional.empty(), isLast);
            return new Selected(units, next);
        }

        private Selected audience(Who.InAudience who) {
            return units(
                    lists.participants(shard()),
                    person -> person.active() && who.audience().mismatch(person).isEmpty(),
                    person -> JobUnit.Person.found(person.id()));
        }

        private Selected inTrack(Who.InTrack who) {
            return units(
                    lists.instances(who.trackId(), shard()),
                    instance -> who.status()
                            .filter(status -> status != instance.status())
                            .isEmpty(),
                    instance -> JobUnit.Person.found(instance.participantId()));
        }

        private <T> Selected units(Page<T> page, Predicate<T> filter, Function<T, JobUnit> unit) {
            List<JobUnit> units = new ArrayList<>();
            page.data().stream()
                    .filter(filter)
                    .map(unit)
                    .filter(u -> !units.contains(u))
                    .forEach(units::add);
            return new Selected(units, next(page.nextCursor(), 1));
        }

        private Shard shard() {
            return new Shard(lane.number(), position.cursor(), Lane.PAGE);
        }

        private Position next(Optional<String> cursor, int parts) {
            boolean isLast = cursor.isEmpty() && position.part() + 1 >= parts;
            int part = cursor.isPresent() ? position.part() : position.part() + 1;
            return new Position(part, cursor, isLast);
        }
    }
}
