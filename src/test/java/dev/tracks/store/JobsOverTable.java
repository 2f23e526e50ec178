package dev.tracks.store;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.Who;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.job.TableJobDirectory;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.ProcessPage.Result;
import dev.tracks.usecase.job.ReadJobs;
import dev.tracks.usecase.job.ReadJobs.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Jobs over a table in memory; a test processes their pages itself. */
abstract class JobsOverTable {
    static final Creator ROOT = new Creator("root", Optional.empty(), true);

    final MemoryTable memory = new MemoryTable();
    final Ports ports = new Ports(memory);
    final JobEngine engine = ports.jobs(round -> {});

    /** The same jobs over another view of the table. */
    JobEngine over(Table table) {
        Ports others = new Ports(table);
        others.clock.advance(Duration.between(others.clock.instant(), ports.clock.instant()));
        return others.jobs(round -> {});
    }

    /** People {@code p0}, {@code p1} and so on. */
    List<PersonRef> people(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
        ids.forEach(id -> ports.with(Fixtures.person(id).build()));
        return ids.stream().map(PersonRef::of).toList();
    }

    Job enroll(List<PersonRef> people) {
        return create(enroll(new Who.Listed(people.size())), people);
    }

    static JobSpec.Enroll enroll(Who who) {
        return new JobSpec.Enroll("week-1", who, ReEnrollment.NO, Optional.empty());
    }

    Job create(JobSpec spec, List<PersonRef> listed) {
        return create(new CreateJob.Order(new Job.Request(spec, false, ROOT), listed, Optional.empty()));
    }

    Job create(CreateJob.Order order) {
        return engine.createJob().create(order, Optional.empty()).job().orElseThrow();
    }

    void save(String trackId, TrackStatus status, String... managers) {
        Track track = Fixtures.track(trackId, status);
        ports.with(new Track(track.id(), track.title(), track.description(), status, List.of(managers)));
    }

    /** Processes pages until all lanes have ended. */
    void work(Job job) {
        boolean open = true;
        while (open) {
            List<LaneRef> pages = pages(job);
            pages.forEach(this::process);
            open = !pages.isEmpty();
        }
    }

    /** The pages that are to be processed next. */
    List<LaneRef> pages(Job job) {
        return jobs().lanes(job.id()).stream()
                .filter(lane -> !lane.ended())
                .map(Lane::ref)
                .toList();
    }

    Result process(LaneRef page) {
        return engine.processPage().process(page, 1, () -> true).result();
    }

    TableJobs jobs() {
        return new TableJobs(memory, ports.clock);
    }

    Counted read(Job job) {
        return reader().job(job.id());
    }

    List<JobRow> rows(Job job) {
        return reader().rows(job.id(), row -> true, 10_000, Optional.empty()).data();
    }

    ReadJobs reader() {
        return new ReadJobs(jobs(), new TableJobDirectory(memory));
    }
}
